import { Menu } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Point } from '@/model/workflow';
import { type Action, actions } from '../actions';
import { useShortcuts } from '../keys/keymap';
import { keyNames } from '../keys/shortcut';
import { useEditorStore } from '../useEditor';
import classes from './ContextMenu.module.css';

const listed = new Set([
  'add-node', 'open', 'rename', 'connect', 'replace', 'disable', 'copy', 'cut', 'paste', 'duplicate', 'remove',
  'remove-and-heal', 'note', 'group', 'ungroup', 'put-in-area', 'take-out-of-area', 'release-area', 'tidy-up', 'select-upstream', 'select-downstream',
]);

/** What can be done with what is under the pointer, on its right button or the menu key. */
export function ContextMenu() {
  const store = useEditorStore();
  const shortcutOf = useShortcuts();
  const [at, setAt] = useState<Point>();
  const [offered, setOffered] = useState<readonly Action[]>([]);

  useEffect(() => {
    const onMenu = (event: MouseEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (!target?.closest('.react-flow') || target.closest('input, textarea')) return;
      event.preventDefault();
      const element = target.closest<HTMLElement>('.react-flow__node, .react-flow__edge');
      const id = element?.dataset['id'];
      const state = store.getState();
      if (id !== undefined && !state.selection.has(id)) state.select([id]);
      setOffered(actions.filter((action) => (listed.has(action.id) || action.id.startsWith('trial')) && action.when(store.getState())));
      setAt({ x: event.clientX, y: event.clientY });
    };
    document.addEventListener('contextmenu', onMenu);
    return () => document.removeEventListener('contextmenu', onMenu);
  }, [store]);

  if (!at) return null;
  return (
    <Menu opened onClose={() => setAt(undefined)} position="bottom-start" offset={2} shadow="md" width={250}>
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-label="Menu of the canvas" className={classes['at']} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((action) => (
          <Menu.Item
            key={action.id}
            rightSection={shortcutOf(action) !== '' && <small>{keyNames(shortcutOf(action)).join(' ')}</small>}
            onClick={() => action.perform(store.getState())}
          >
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
