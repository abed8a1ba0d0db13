import { IconArrowForward, IconCornerDownRight } from '@tabler/icons-react';
import type { FocusEvent, ReactNode } from 'react';
import { looksOf } from '@/model/looks';
import type { OutlineItem } from '@/model/outline';
import { nodeName } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './OutlinePanel.module.css';

interface Props {
  readonly items: readonly OutlineItem[];
  readonly level: number;
  /** The row that Tab leads to. */
  readonly entry: string | undefined;
}

export function OutlineList({ items, level, entry }: Props) {
  return items.map((item) =>
    item.kind === 'link' ? (
      <LinkRow key={`link ${item.edge}`} to={item.to} edge={item.edge} level={level} entry={entry} />
    ) : (
      <NodeRows key={item.node.id} item={item} level={level} entry={entry} />
    ),
  );
}

function NodeRows({ item, level, entry }: { readonly item: Extract<OutlineItem, { kind: 'node' }> } & Omit<Props, 'items'>) {
  const catalogue = useEditor((state) => state.catalogue);
  const problems = useEditor((state) => state.problems.filter(({ element }) => element === item.node.id).length);
  const { node, ways, content } = item;
  const { subtitle } = looksOf(node, catalogue);
  return (
    <>
      <Row id={node.id} level={level} entry={entry} expanded={ways.length > 0 || content.length > 0}>
        <b>{nodeName(node)}</b> <span className={classes['type']}>{subtitle}</span>
        {problems > 0 && <span className={classes['problems']}>{problems === 1 ? '1 problem' : `${problems} problems`}</span>}
      </Row>
      {content.length > 0 && (
        <div role="none">
          <OutlineList items={content} level={level + 1} entry={entry} />
        </div>
      )}
      {ways.map((way) => (
        <div key={way.id} role="none">
          <Row id={way.id} level={level + 1} entry={entry} expanded={way.items.length > 0}>
            <IconCornerDownRight size={14} aria-hidden /> <i>{way.label}</i>
            {way.items.length === 0 && <span className={classes['type']}> leads nowhere</span>}
          </Row>
          <OutlineList items={way.items} level={level + 2} entry={entry} />
        </div>
      ))}
    </>
  );
}

function LinkRow({ to, edge, level, entry }: { readonly to: string; readonly edge: string } & Omit<Props, 'items'>) {
  const name = useEditor(({ document }) => {
    const node = document.nodes.find(({ id }) => id === to);
    return node ? nodeName(node) : to;
  });
  return (
    <Row id={edge} level={level} entry={entry}>
      <IconArrowForward size={14} aria-hidden /> goes on at {name}
    </Row>
  );
}

interface RowProps {
  readonly id: string;
  readonly level: number;
  readonly entry: string | undefined;
  readonly expanded?: boolean;
  readonly children: ReactNode;
}

/** One row; coming to it selects the element on the canvas as well. */
function Row({ id, level, entry, expanded, children }: RowProps) {
  const store = useEditorStore();
  const selected = useEditor((state) => state.selection.has(id));
  const choose = (event: FocusEvent) => {
    if (event.target === event.currentTarget) store.getState().goTo(id);
  };
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={selected}
      {...(expanded && { 'aria-expanded': true })}
      tabIndex={id === entry ? 0 : -1}
      className={classes['row']}
      style={{ paddingInlineStart: 8 + (level - 1) * 16 }}
      onFocus={choose}
      onDoubleClick={() => store.getState().openPanel('inspector')}
    >
      {children}
    </div>
  );
}
