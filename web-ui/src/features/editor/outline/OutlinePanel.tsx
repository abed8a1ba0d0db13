import { Text } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { type OutlineItem, outlineOf } from '@/model/outline';
import { actions } from '../actions';
import { shortcutOf } from '../keys/keymap';
import { matches } from '../keys/shortcut';
import { useKeyText, useSpokenKeys } from '../keys/useKeyText';
import { useEditor, useEditorStore } from '../useEditor';
import { OutlineList } from './OutlineList';
import classes from './OutlinePanel.module.css';

const doings = [
  ['open', 'opens'], ['add-node', 'adds after'], ['connect', 'connects'], ['rename', 'renames'], ['remove', 'removes'],
] as const;

/** The graph as a nested list: everything that the canvas can do, without the canvas. */
export function OutlinePanel() {
  const document = useEditor((state) => state.document);
  const store = useEditorStore();
  const spoken = useSpokenKeys();
  const keyText = useKeyText();
  const tree = useRef<HTMLDivElement>(null);
  const items = useMemo(() => outlineOf(document), [document]);
  const selected = useEditor((state) => (state.selection.size === 1 ? [...state.selection][0] : undefined));
  const entry = selected !== undefined && drawn(items, selected) ? selected : firstId(items);

  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const rows = [...(tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
    const at = rows.indexOf((event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]') ?? rows[0] as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined && !event.shiftKey) {
      rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
    } else if (!perform(event)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** Whatever a key does to the selection on the canvas it does here. */
  const perform = (event: KeyboardEvent): boolean => {
    const state = store.getState();
    const action = actions.find(
      (one) => !one.id.startsWith('walk-') && matches(event.nativeEvent, shortcutOf(one)) && one.when(state),
    );
    action?.perform(state);
    return action !== undefined;
  };

  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="md">
        The workflow is empty. {keyText('add-node') && `Press ${keyText('add-node')} on the canvas, or choose`}
        {!keyText('add-node') && 'Choose'} a trigger in the palette.
      </Text>
    );
  }
  return (
    <div className={classes['outline']}>
      <Text size="xs" c="dimmed" mb="xs">
        Arrows walk, {spoken(doings)}.
      </Text>
      {/* Rows take the focus; the tree only hears their keys. */}
      <div ref={tree} role="tree" tabIndex={-1} aria-label="Outline of the workflow" onKeyDown={onKey}>
        <OutlineList items={items} level={1} entry={entry} />
      </div>
    </div>
  );
}

function firstId([first]: readonly OutlineItem[]): string | undefined {
  return first?.kind === 'node' ? first.node.id : undefined;
}

function drawn(items: readonly OutlineItem[], id: string): boolean {
  return items.some(
    (item) => item.kind === 'node' && (item.node.id === id || drawn(item.content, id) || item.ways.some((way) => way.id === id || drawn(way.items, id))),
  );
}
