import { useSyncExternalStore } from 'react';

/**
 * What was typed but cannot stand in the document (an empty name, “abc” attempts, half a condition):
 * kept by element and place, so that it is still there after looking elsewhere.
 */
const kept = new Map<string, unknown>();
const listeners = new Set<() => void>();
const mostKept = 500;

export function keepDraft(key: string, value: unknown): void {
  if (value === undefined) kept.delete(key);
  else kept.set(key, value);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? key);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDraft<T>(key: string): readonly [T | undefined, (value: T | undefined) => void] {
  const value = useSyncExternalStore(subscribe, () => kept.get(key) as T | undefined);
  return [value, (next) => keepDraft(key, next)];
}

/**
 * A text whose value the document can only hold when it is right. The typed text is shown as long
 * as the document still holds what it held when that was typed.
 */
export function useTypedText(
  key: string,
  stored: string,
  read: (text: string) => { readonly error: string } | undefined,
  store: (text: string) => void,
): { readonly text: string; readonly error: string | undefined; readonly type: (text: string) => void } {
  const [draft, setDraft] = useDraft<{ readonly text: string; readonly over: string }>(key);
  const text = draft && draft.over === stored ? draft.text : stored;
  return {
    text,
    error: read(text)?.error,
    type: (next) => {
      if (read(next)) {
        setDraft({ text: next, over: stored });
      } else {
        setDraft(undefined);
        if (next !== stored) store(next);
      }
    },
  };
}
