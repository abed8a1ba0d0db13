import { Text } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { findNode, type WorkflowDocument } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import { useWantedFocus } from '../useWantedFocus';
import { EdgeInspector } from './EdgeInspector';
import classes from './Inspector.module.css';
import { NodeInspector } from './NodeInspector';
import { WorkflowInspector } from './WorkflowInspector';

/** The form of what is selected, beside the canvas; of the workflow when nothing is. */
export function Inspector() {
  const store = useEditorStore();
  const root = useRef<HTMLDivElement>(null);
  useWantedFocus('inspector', root);
  const undoHere = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    // One history for forms and canvas: the browser's own would undo only this field, and wrongly.
    event.preventDefault();
    event.stopPropagation();
    if (key === 'y' || event.shiftKey) store.getState().redo();
    else store.getState().undo();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className={classes['inspector']} onKeyDownCapture={undoHere}>
      <Selected />
    </div>
  );
}

function Selected() {
  const selection = useEditor((state) => state.selection);
  const document = useEditor((state) => state.document);
  if (selection.size === 0) return <WorkflowInspector />;
  const [id] = selection;
  if (selection.size > 1 || id === undefined) return <Several document={document} selection={selection} />;
  const node = findNode(document, id);
  if (node) return <NodeInspector key={id} node={node} />;
  const edge = document.edges.find((one) => one.id === id);
  if (edge) return <EdgeInspector key={id} edge={edge} />;
  return (
    <Text p="md" size="sm" c="dimmed">
      Notes and groups are changed on the canvas: press Enter or double-click.
    </Text>
  );
}

function Several({ document, selection }: { readonly document: WorkflowDocument; readonly selection: ReadonlySet<string> }) {
  const nodes = document.nodes.filter(({ id }) => selection.has(id)).length;
  const edges = document.edges.filter(({ id }) => selection.has(id)).length;
  return (
    <Text p="md" size="sm" c="dimmed">
      {nodes} nodes and {edges} lines are selected. Select one to set it; move, align, copy and delete work on all.
    </Text>
  );
}
