import { createWorkflow, saveDraft } from '@/api/drafts';
import { ApiProblem } from '@/api/problem';
import type { Problem } from '@/api/types';
import type { WorkflowDocument } from '@/model/workflow';
import type { EditorStore, Saver } from '../store';
import { forgetLocalDraft, keepLocalDraft } from './localDraft';

export interface SaverEvents {
  /** The first save of a new workflow has given it an id. */
  created(id: string): void;
  /** The server holds another draft than before. */
  stored(id: string): void;
}

/** A saver that also watches: a draft leaves for the server a moment after the last edit. */
export interface WatchingSaver extends Saver {
  /** Saves by itself from now on; the answer stops it and keeps locally what is not stored. */
  watch(store: EditorStore): () => void;
}

const saveAfter = 1_500;
const keepAfter = 250;
const retryFirst = 2_000;
const retryMax = 30_000;

/**
 * Sends drafts, one at a time. What the server refuses or does not answer stays in the store and in
 * this browser; silence is tried again by itself, a conflict waits for a person.
 */
export function newSaver(events: SaverEvents): WatchingSaver {
  let underWay: Promise<void> | undefined;
  let failures = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const save = (store: EditorStore): Promise<void> => {
    clearTimeout(retryTimer);
    underWay ??= send(store).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  const send = async (store: EditorStore): Promise<void> => {
    const { document, base, saving, rights } = store.getState();
    if (saving === 'conflict' || !rights.edit) return;
    if (document === base.document && store.getState().workflowId !== undefined) {
      store.setState({ saving: 'saved', saveError: undefined });
      return;
    }
    store.setState({ saving: 'saving' });
    try {
      await stored(store, document);
      failures = 0;
    } catch (error) {
      failed(store, error);
    }
  };

  const stored = async (store: EditorStore, document: WorkflowDocument) => {
    const { id, revision, problems, isNew } = await sent(store, document);
    const now = store.getState();
    const goesOn = now.document !== document;
    store.setState({
      workflowId: id,
      base: { document, revision },
      saving: goesOn ? 'dirty' : 'saved',
      saveError: undefined,
      ...(goesOn ? {} : { problems }),
    });
    if (isNew) forgetLocalDraft(undefined);
    if (goesOn) keep(store);
    else forgetLocalDraft(id);
    if (isNew) events.created(id);
    events.stored(id);
  };

  const failed = (store: EditorStore, error: unknown) => {
    const problem = error instanceof ApiProblem ? error : ApiProblem.unreachable();
    keep(store);
    if (problem.status === 409 || problem.status === 412) {
      store.setState({ saving: 'conflict', saveError: problem });
    } else if (passing(problem.status)) {
      const wait = Math.min(retryFirst * 2 ** failures++, retryMax);
      store.setState({ saving: 'offline', saveError: problem });
      retryTimer = setTimeout(() => void save(store), wait);
    } else {
      store.setState({
        saving: 'refused',
        saveError: problem,
        ...(problem.problems.length > 0 && { problems: problem.problems }),
      });
    }
  };

  const watch = (store: EditorStore) => {
    let saveTimer: ReturnType<typeof setTimeout> | undefined;
    let keepTimer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = store.subscribe((state, before) => {
      if (state.saving === 'dirty' && (state.document !== before.document || before.saving === 'saving')) {
        clearTimeout(saveTimer);
        saveTimer = setTimeout(() => void save(store), saveAfter);
      }
      if (state.document !== before.document && state.document !== state.base.document) {
        clearTimeout(keepTimer);
        keepTimer = setTimeout(() => keep(store), keepAfter);
      }
    });
    const keepNow = () => {
      if (store.getState().saving !== 'saved') keep(store);
    };
    const tryNow = () => {
      if (store.getState().saving === 'offline') void save(store);
    };
    window.addEventListener('pagehide', keepNow);
    window.addEventListener('online', tryNow);
    if (store.getState().saving === 'dirty') saveTimer = setTimeout(() => void save(store), saveAfter);
    return () => {
      unsubscribe();
      clearTimeout(keepTimer);
      clearTimeout(saveTimer);
      clearTimeout(retryTimer);
      window.removeEventListener('pagehide', keepNow);
      window.removeEventListener('online', tryNow);
      keepNow();
      if (store.getState().saving === 'dirty') void save(store);
    };
  };

  return { save, watch };
}

interface Sent {
  readonly id: string;
  readonly revision: number | string;
  readonly problems: readonly Problem[];
  readonly isNew: boolean;
}

async function sent(store: EditorStore, document: WorkflowDocument): Promise<Sent> {
  const { workflowId, base } = store.getState();
  if (workflowId === undefined) return { ...(await createWorkflow(document)), isNew: true };
  return { ...(await saveDraft(workflowId, base.revision, document)), id: workflowId, isNew: false };
}

function keep(store: EditorStore): void {
  const { workflowId, base, document } = store.getState();
  const kept = keepLocalDraft(workflowId, { revision: base.revision, base: base.document, document });
  if (!kept) store.getState().say('This browser cannot keep the draft; leave the page only when it is saved.');
}

/** Whether the same request may well succeed later. */
function passing(status: number): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}
