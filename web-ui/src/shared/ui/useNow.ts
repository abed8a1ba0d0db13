import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const never = () => () => {};

/** The time, once a second and the same for the whole page; stands still when not `ticking`. */
export function useNow(ticking = true): Date {
  const millis = useSyncExternalStore(ticking ? subscribe : never, () =>
    timer === undefined ? (now = Math.floor(Date.now() / 1000) * 1000) : now,
  );
  return new Date(millis);
}
