import type { Edit } from '@/model/edit';
import type { EditorState } from '../store';
import { selectedEdges, selectedNodes } from './selected';

/** Everything that is selected, as edits that remove it. */
function removals(state: EditorState, heal: boolean): Edit[] {
  const { document, selection } = state;
  const nodes = selectedNodes(state).map(({ id }) => id);
  const edges = selectedEdges(state).map(({ id }) => id);
  const notes = document.layout?.notes?.filter(({ id }) => selection.has(id)) ?? [];
  const groups = document.layout?.groups?.filter(({ id }) => selection.has(id)) ?? [];
  return [
    ...(nodes.length + edges.length > 0 ? [{ type: 'remove', nodes, edges, heal } as const] : []),
    ...notes.map(({ id }) => ({ type: 'remove-note', id }) as const),
    ...groups.map(({ id }) => ({ type: 'remove-group', id }) as const),
  ];
}

export function removeSelected(state: EditorState, heal: boolean): void {
  const edits = removals(state, heal);
  const [first] = edits;
  if (edits.length === 1 && first) state.edit(first);
  else state.editAll(edits, `Removed ${state.selection.size} elements`);
}
