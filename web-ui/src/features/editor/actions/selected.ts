import type { WorkflowEdge, WorkflowNode } from '@/model/workflow';
import type { EditorState } from '../store';

/** The selected nodes, in document order. */
export function selectedNodes({ document, selection }: EditorState): WorkflowNode[] {
  return document.nodes.filter(({ id }) => selection.has(id));
}

export function selectedEdges({ document, selection }: EditorState): WorkflowEdge[] {
  return document.edges.filter(({ id }) => selection.has(id));
}

/** The one selected node; undefined when none or several are. */
export function onlyNode(state: EditorState): WorkflowNode | undefined {
  const [node, ...more] = selectedNodes(state);
  return more.length === 0 && state.selection.size === 1 ? node : undefined;
}

export function onlyEdge(state: EditorState): WorkflowEdge | undefined {
  const [edge, ...more] = selectedEdges(state);
  return more.length === 0 && state.selection.size === 1 ? edge : undefined;
}
