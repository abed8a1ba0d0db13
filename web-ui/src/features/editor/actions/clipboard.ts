import { fitted, fragmentOf, readFragment } from '@/model/fragment';
import type { EditorState } from '../store';
import type { Action } from './action';

/** The selection as text for the clipboard; undefined when nothing that can be copied is selected. */
export function copiedText({ document, selection }: EditorState): string | undefined {
  const fragment = fragmentOf(document, selection);
  if (fragment.nodes.length === 0 && !fragment.notes?.length) return undefined;
  return JSON.stringify(fragment, null, 2);
}

export function saysCopied(state: EditorState): void {
  const { nodes, notes = [] } = fragmentOf(state.document, state.selection);
  state.say(`Copied ${nodes.length + notes.length} elements`);
}

/** Pastes what a text holds, its middle at the pointer. */
export function pasteText(state: EditorState, text: string): void {
  const fragment = readFragment(text);
  if (!fragment) {
    state.say('The clipboard holds no part of a workflow.');
    return;
  }
  const at = state.canvas?.pointer();
  const part = fitted(state.document, fragment, at);
  state.edit({ type: 'paste', fragment: part });
  state.select([...part.nodes, ...(part.notes ?? [])].map(({ id }) => id));
  const known = new Set(state.catalogue.nodeTypes.map(({ id }) => id));
  const unknown = part.nodes.filter(({ kind, type }) => kind === 'task' && !known.has(type ?? ''));
  if (unknown.length > 0) state.say(`Pasted ${part.nodes.length} nodes; ${unknown.length} of a type that is not installed here.`);
}

function removeSelection(state: EditorState): void {
  const { document, selection } = state;
  const nodes = document.nodes.flatMap(({ id }) => (selection.has(id) ? [id] : []));
  const notes = document.layout?.notes?.filter(({ id }) => selection.has(id)) ?? [];
  state.editAll(
    [{ type: 'remove', nodes, edges: [] }, ...notes.map(({ id }) => ({ type: 'remove-note', id }) as const)],
    `Cut ${nodes.length + notes.length} elements`,
  );
}

export function cut(state: EditorState): string | undefined {
  const text = copiedText(state);
  if (text !== undefined && state.rights.edit) removeSelection(state);
  return text;
}

/** From menus; by key the browser's own copy and paste do the same without asking for leave. */
export const clipboardActions: readonly Action[] = [
  {
    id: 'copy',
    label: 'Copy',
    keywords: ['clipboard', 'json'],
    when: (state) => copiedText(state) !== undefined,
    perform(state) {
      const text = copiedText(state);
      if (text !== undefined) void navigator.clipboard.writeText(text).then(() => saysCopied(state), () => state.say('The browser does not allow copying; press Ctrl+C.'));
    },
  },
  {
    id: 'cut',
    label: 'Cut',
    keywords: ['clipboard'],
    when: (state) => state.rights.edit && copiedText(state) !== undefined,
    perform(state) {
      const text = copiedText(state);
      if (text !== undefined) void navigator.clipboard.writeText(text).then(() => cut(state), () => state.say('The browser does not allow cutting; press Ctrl+X.'));
    },
  },
  {
    id: 'paste',
    label: 'Paste',
    keywords: ['clipboard', 'insert'],
    when: ({ rights }) => rights.edit,
    perform: (state) =>
      void navigator.clipboard.readText().then(
        (text) => pasteText(state, text),
        () => state.say('The browser does not allow pasting from here; press Ctrl+V.'),
      ),
  },
  {
    id: 'duplicate',
    label: 'Duplicate',
    keywords: ['copy', 'clone', 'twice'],
    shortcut: 'mod+d',
    when: (state) => state.rights.edit && copiedText(state) !== undefined,
    perform(state) {
      const fragment = fragmentOf(state.document, state.selection);
      const shifted = {
        ...fragment,
        boxes: Object.fromEntries(Object.entries(fragment.boxes).map(([id, box]) => [id, { ...box, x: box.x + 32, y: box.y + 96 }])),
        ...(fragment.notes && { notes: fragment.notes.map((note) => ({ ...note, box: { ...note.box, x: note.box.x + 32, y: note.box.y + 96 } })) }),
      };
      const part = fitted(state.document, shifted);
      state.edit({ type: 'paste', fragment: part }, { label: `Duplicated ${part.nodes.length + (part.notes?.length ?? 0)} elements` });
      state.select([...part.nodes, ...(part.notes ?? [])].map(({ id }) => id));
    },
  },
];
