import type { Workflow } from '@/api/types';
import { readLocalDraft, removeLocalDraft } from './saving/localDraft';
import { newSaver, type SaverEvents, type WatchingSaver } from './saving/saver';
import { watchProblems } from './saving/checker';
import { type EditorStore, newEditorStore, type Opened } from './store';

export interface OpenEditor {
  readonly store: EditorStore;
  readonly saver: WatchingSaver;
  /** Has the saver tell whoever shows the editor at the moment. */
  listen(listener: SaverEvents): void;
}

/**
 * Editors that are left with something not stored, or that have just got their address: whoever
 * opens the same workflow next goes on with them, history and all.
 */
const held = new Map<string, OpenEditor>();

export function openEditor(opened: Opened): OpenEditor {
  const { workflow } = opened;
  const kept = held.get(workflow.id ?? 'new');
  held.delete(workflow.id ?? 'new');
  if (kept && stillGood(kept, workflow.revision)) {
    kept.store.setState({ rights: opened.rights, catalogue: opened.catalogue });
    return kept;
  }
  let listener: SaverEvents | undefined;
  const saver = newSaver({
    created: (id) => listener?.created(id),
    stored: (id) => listener?.stored(id),
  });
  const store = newEditorStore(opened, saver);
  const editor: OpenEditor = {
    store,
    saver,
    listen: (next) => {
      listener = next;
    },
  };
  takeUpLocalDraft(store, workflow.id);
  return editor;
}

function stillGood({ store }: OpenEditor, revision: Workflow['revision']): boolean {
  const { base, saving } = store.getState();
  return saving !== 'saved' || base.revision === revision;
}

/** Goes on with what this browser kept when the page was closed, or with a conflict about it. */
function takeUpLocalDraft(store: EditorStore, id: string | undefined): void {
  const draft = readLocalDraft(id);
  if (!draft) return;
  const { base, rebase, rights } = store.getState();
  if (!rights.edit) return;
  if (JSON.stringify(draft.document) === JSON.stringify(base.document)) {
    removeLocalDraft(id);
    return;
  }
  if (String(draft.revision) === String(base.revision) || id === undefined) {
    rebase(base, draft.document, 'Taken up from this browser');
    return;
  }
  rebase({ document: draft.base, revision: draft.revision }, draft.document, 'Taken up from this browser');
  store.setState({ saving: 'conflict' });
}

/** Runs while an editor is shown; the answer ends it and holds the editor if something is not stored. */
export function runEditor(editor: OpenEditor): () => void {
  const { store, saver } = editor;
  const stopSaving = saver.watch(store);
  const stopChecking = watchProblems(store);
  return () => {
    stopSaving();
    stopChecking();
    const { workflowId, saving } = store.getState();
    if (saving !== 'saved') hold(workflowId, editor);
  };
}

/** Whether the next editor of this workflow goes on with one that was left. */
export function isHeld(workflowId: string): boolean {
  return held.has(workflowId);
}

/** Has the next editor of this workflow go on with this one. */
export function hold(workflowId: string | undefined, editor: OpenEditor): void {
  held.set(workflowId ?? 'new', editor);
}
