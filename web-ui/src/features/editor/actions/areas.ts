import { contentOf, misput, withInside } from '@/model/areas';
import type { Edit } from '@/model/edit';
import { isArea } from '@/model/graph';
import { boxWithin } from '@/model/putIn';
import { findNode, nodeName, type WorkflowDocument } from '@/model/workflow';
import { notifyRefused } from '@/shared/ui/notify';
import type { EditorState } from '../store';
import type { Action } from './action';
import { anchorOf } from './anchor';
import { onlyNode, selectedNodes } from './selected';

/** The selected nodes that stand on their own: what is in a selected area goes where it goes. */
function roots(state: EditorState) {
  const inside = new Set(selectedNodes(state).flatMap(({ id, kind }) => (isArea(kind) ? [...withInside(state.document, [id])].filter((one) => one !== id) : [])));
  return selectedNodes(state).filter(({ id, kind }) => kind !== 'boundary' && kind !== 'begin' && kind !== 'start' && !inside.has(id));
}

/** Areas that could take the selected nodes. */
export function areasFor(state: EditorState): { readonly id: string; readonly refused: string | undefined }[] {
  const nodes = roots(state).map(({ id }) => id);
  const moving = withInside(state.document, nodes);
  const place = roots(state)[0]?.in;
  return state.document.nodes
    .filter(({ id, kind }) => isArea(kind) && !moving.has(id) && id !== place)
    .map(({ id }) => ({ id, refused: misput(state.document, nodes, id) }));
}

/** Puts the selected nodes into an area, or takes them out to what is around theirs; says why where it cannot. */
export function putSelectedIn(state: EditorState, area: string | undefined): void {
  const nodes = roots(state).map(({ id }) => id);
  const refused = misput(state.document, nodes, area);
  if (refused !== undefined) {
    state.say(refused);
    notifyRefused(refused);
    return;
  }
  const put: Edit = { type: 'put-in', nodes, ...(area === undefined ? {} : { area }) };
  const moves = nodes.map((id): Edit => ({ type: 'move', boxes: { [id]: boxWithin(state.document, id, area) } }));
  const what = nodes.length === 1 ? `“${nameOf(state.document, nodes[0])}”` : `${nodes.length} nodes`;
  state.editAll([put, ...moves], area === undefined ? `Took ${what} out` : `Put ${what} into “${nameOf(state.document, area)}”`);
  if (nodes[0] !== undefined) state.canvas?.focus(nodes[0]);
}

function nameOf(document: WorkflowDocument, id: string | undefined): string {
  const node = findNode(document, id ?? '');
  return node ? nodeName(node) : (id ?? '');
}

/** Whether removing an area would take along what somebody has put into it. */
export function holdsWork(document: WorkflowDocument, area: string): boolean {
  const content = contentOf(document, area);
  return content.some(({ kind }) => kind !== 'begin' && kind !== 'end') || content.length > 2;
}

export const areaActions: readonly Action[] = [
  {
    id: 'put-in-area',
    label: 'Put into an area…',
    keywords: ['scope', 'sub-process', 'loop', 'for each', 'nest', 'move'],
    shortcut: 'shift+i',
    when: (state) => state.rights.edit && roots(state).length > 0 && areasFor(state).length > 0,
    perform(state) {
      const [node] = roots(state);
      if (node) state.openPicker({ for: 'area', node: node.id, anchor: anchorOf(node.id) });
    },
  },
  {
    id: 'take-out-of-area',
    label: 'Take out of the area',
    keywords: ['scope', 'sub-process', 'move', 'top', 'release'],
    shortcut: 'shift+u',
    when: (state) => state.rights.edit && roots(state).some((node) => node.in !== undefined),
    perform(state) {
      const area = findNode(state.document, roots(state)[0]?.in ?? '');
      putSelectedIn(state, area?.in);
    },
  },
  {
    id: 'release-area',
    label: 'Remove the area, keep its content',
    keywords: ['scope', 'sub-process', 'dissolve', 'delete', 'unwrap'],
    when: (state) => state.rights.edit && isArea(onlyNode(state)?.kind),
    perform(state) {
      const node = onlyNode(state);
      if (node) state.edit({ type: 'release', area: node.id });
    },
  },
];
