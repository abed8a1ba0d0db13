import { checkDocument } from '@/api/drafts';
import { ApiProblem } from '@/api/problem';
import type { EditorStore } from '../store';

const checkAfter = 600;

/** Has the server check the document a moment after each edit; without an answer the old findings stay. */
export function watchProblems(store: EditorStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | undefined;
  const check = async () => {
    current?.abort();
    current = new AbortController();
    const { document } = store.getState();
    try {
      const problems = await checkDocument(document, current.signal);
      if (store.getState().document === document) store.setState({ problems });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 422 && store.getState().document === document) {
        store.setState({ problems: error.problems });
      }
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), checkAfter);
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.document !== before.document) later();
  });
  if (store.getState().document !== store.getState().base.document) later();
  return () => {
    unsubscribe();
    clearTimeout(timer);
    current?.abort();
  };
}
