import { canConnect } from '@/model/connect';
import type { Edit } from '@/model/edit';
import { noteSize } from '@/model/frames';
import { goesSeveralWays, hasWayOut, isArea } from '@/model/graph';
import { freeId, takenIds } from '@/model/ids';
import { allRects } from '@/model/putIn';
import { type Group, nodeName, type Note, type Point } from '@/model/workflow';
import type { EditorState } from '../store';
import type { Action } from './action';
import { anchorOf } from './anchor';
import { holdsWork } from './areas';
import { removeSelected } from './remove';
import { onlyEdge, onlyNode, selectedNodes } from './selected';

/** Removes what is selected; asks first where that would take along the content of an area. */
function remove(state: EditorState, heal: boolean): void {
  const asks = selectedNodes(state).some(({ id, kind }) => isArea(kind) && holdsWork(state.document, id));
  if (asks) state.askRemoval(heal ? 'heal' : 'plain');
  else removeSelected(state, heal);
}

function openPicker(state: EditorState, store: (picker: NonNullable<EditorState['picker']>) => void): void {
  const node = onlyNode(state);
  const edge = onlyEdge(state);
  if (edge) return store({ for: 'edge', edge: edge.id, anchor: anchorOf(edge.id) });
  const takesMore = node && hasWayOut(node.kind) &&
    (goesSeveralWays(node.kind) || !state.document.edges.some(({ from }) => from === node.id));
  if (node && takesMore) return store({ for: 'port', node: node.id, side: 'out', anchor: anchorOf(node.id) });
  const [way, ...others] = node ? state.document.edges.filter(({ from }) => from === node.id) : [];
  // What follows already: the new one comes in between.
  if (way && others.length === 0) return store({ for: 'edge', edge: way.id, anchor: anchorOf(node?.id) });
  return store({ for: 'free', at: state.canvas?.centre() ?? { x: 0, y: 0 }, anchor: anchorOf(undefined) });
}

export const editActions: readonly Action[] = [
  {
    id: 'add-node',
    label: 'Add a node…',
    keywords: ['insert', 'new', 'step', 'picker'],
    shortcut: 'n',
    when: ({ rights }) => rights.edit,
    perform: (state) => openPicker(state, state.openPicker),
  },
  {
    id: 'connect',
    label: 'Connect to…',
    keywords: ['wire', 'edge', 'way', 'link'],
    shortcut: 'c',
    when: (state) => state.rights.edit && hasWayOut(onlyNode(state)?.kind ?? 'end'),
    perform(state) {
      const node = onlyNode(state);
      if (!node) return;
      const verdicts = state.document.nodes.map(({ id }) => canConnect(state.document, node.id, id));
      const refusal = verdicts.find((verdict) => !verdict.ok);
      if (verdicts.every(({ ok }) => !ok) && refusal && !refusal.ok) state.say(refusal.reason);
      state.openPicker({ for: 'target', node: node.id, anchor: anchorOf(node.id) });
    },
  },
  {
    id: 'open',
    label: 'Open the settings',
    keywords: ['inspector', 'form', 'configure'],
    shortcut: 'enter',
    when: (state) => state.selection.size === 1,
    perform: (state) => {
      // Notes and groups have no settings but their text.
      if (!onlyNode(state) && !onlyEdge(state)) {
        if (state.rights.edit) state.rename([...state.selection][0]);
        return;
      }
      state.openPanel('inspector');
      state.wantFocus('inspector');
    },
  },
  {
    id: 'rename',
    label: 'Rename',
    keywords: ['name', 'title', 'text'],
    shortcut: 'f2',
    when: (state) => state.rights.edit && state.selection.size === 1 && onlyEdge(state) === undefined,
    perform: (state) => state.rename([...state.selection][0]),
  },
  {
    id: 'remove',
    label: 'Remove',
    keywords: ['delete', 'clear'],
    shortcut: 'delete, backspace',
    when: (state) => state.rights.edit && state.selection.size > 0,
    perform: (state) => remove(state, false),
  },
  {
    id: 'remove-and-heal',
    label: 'Remove and keep the wire',
    keywords: ['delete', 'heal', 'middle', 'bridge'],
    shortcut: 'mod+delete, mod+backspace',
    when: (state) => state.rights.edit && selectedNodes(state).length > 0,
    perform: (state) => remove(state, true),
  },
  {
    id: 'replace',
    label: 'Replace by another type…',
    keywords: ['change', 'convert', 'swap'],
    when: (state) => state.rights.edit && onlyNode(state) !== undefined && onlyNode(state)?.kind !== 'boundary',
    perform(state) {
      const node = onlyNode(state);
      if (node) state.openPicker({ for: 'replace', node: node.id, anchor: anchorOf(node.id) });
    },
  },
  {
    id: 'disable',
    label: 'Disable or enable',
    keywords: ['pass through', 'skip', 'off', 'on', 'bypass'],
    shortcut: 'd',
    when: (state) => state.rights.edit && selectedNodes(state).some(({ kind }) => kind === 'task'),
    perform(state) {
      const tasks = selectedNodes(state).filter(({ kind }) => kind === 'task');
      const off = tasks.some((node) => node['disabled'] !== true);
      const edits = tasks.map((node): Edit => {
        const { disabled: _, ...rest } = node;
        return { type: 'set-node', id: node.id, node: off ? { ...node, disabled: true } : { ...rest, id: node.id, kind: node.kind } };
      });
      const what = tasks[0] && tasks.length === 1 ? `“${nodeName(tasks[0])}”` : `${tasks.length} nodes`;
      state.editAll(edits, `${off ? 'Disabled' : 'Enabled'} ${what}`);
    },
  },
  {
    id: 'note',
    label: 'Add a note',
    keywords: ['sticky', 'comment', 'text', 'markdown'],
    shortcut: 'shift+n',
    when: ({ rights }) => rights.edit,
    perform(state) {
      const id = freeId(takenIds(state.document), 'note_1');
      const at = state.canvas?.pointer() ?? { x: 0, y: 0 };
      const note: Note = { id, text: '', box: { x: Math.round(at.x), y: Math.round(at.y), ...noteSize }, colour: 'yellow' };
      state.edit({ type: 'set-note', note }, { label: 'Added a note' });
      state.select([id]);
      state.rename(id);
    },
  },
  {
    id: 'group',
    label: 'Group the selection',
    keywords: ['frame', 'box', 'section'],
    shortcut: 'mod+g',
    when: (state) => state.rights.edit && selectedNodes(state).some(({ kind }) => kind !== 'boundary'),
    perform(state) {
      const id = freeId(takenIds(state.document), 'group_1');
      const group: Group = { id, title: 'Group', nodes: selectedNodes(state).map((node) => node.id), colour: 'blue' };
      state.edit({ type: 'set-group', group }, { label: 'Grouped' });
      state.select([id]);
      state.rename(id);
    },
  },
  {
    id: 'ungroup',
    label: 'Ungroup',
    keywords: ['frame', 'dissolve'],
    shortcut: 'mod+shift+g',
    when: ({ rights, document, selection }) =>
      rights.edit && (document.layout?.groups?.some(({ id, nodes }) => selection.has(id) || nodes.some((node) => selection.has(node))) ?? false),
    perform(state) {
      const { document, selection } = state;
      const edits = (document.layout?.groups ?? []).flatMap((group): Edit[] => {
        if (selection.has(group.id)) return [{ type: 'remove-group', id: group.id }];
        const left = group.nodes.filter((id) => !selection.has(id));
        return left.length === group.nodes.length ? [] : [{ type: 'set-group', group: { ...group, nodes: left } }];
      });
      state.editAll(edits, 'Ungrouped');
    },
  },
  ...(['yellow', 'blue', 'green', 'red', 'grey'] as const).map(
    (colour): Action => ({
      id: `colour-${colour}`,
      label: `Colour: ${colour}`,
      keywords: ['note', 'group', 'color'],
      when: ({ rights, document, selection }) =>
        rights.edit && [...(document.layout?.notes ?? []), ...(document.layout?.groups ?? [])].some(({ id }) => selection.has(id)),
      perform(state) {
        const { document, selection } = state;
        const notes = document.layout?.notes?.filter(({ id }) => selection.has(id)) ?? [];
        const groups = document.layout?.groups?.filter(({ id }) => selection.has(id)) ?? [];
        state.editAll(
          [
            ...notes.map((note) => ({ type: 'set-note', note: { ...note, colour } }) as const),
            ...groups.map((group) => ({ type: 'set-group', group: { ...group, colour } }) as const),
          ],
          `Coloured ${colour}`,
        );
      },
    }),
  ),
];

/** Nudges what is selected, as the Alt-arrow keys do. */
export function nudge(state: EditorState, by: Point): void {
  const rects = allRects(state.document);
  const boxes = Object.fromEntries(
    [...state.selection].flatMap((id) => {
      const rect = rects.get(id);
      return rect && state.document.nodes.every((node) => node.id !== id || node.kind !== 'boundary')
        ? [[id, { ...rect, x: rect.x + by.x, y: rect.y + by.y }] as const]
        : [];
    }),
  );
  state.edit({ type: 'move', boxes }, { burst: 'nudge' });
}
