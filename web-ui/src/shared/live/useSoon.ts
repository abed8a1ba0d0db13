import { useCallback, useEffect, useEffectEvent, useRef } from 'react';

/** Calls at once, then at most once per interval however often it is asked: many events, one refresh. */
export function useSoon(action: () => unknown, intervalMillis: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(false);
  const act = useEffectEvent(action);
  const run = useRef(() => {});

  useEffect(() => {
    run.current = () => {
      if (timer.current !== undefined) {
        asked.current = true;
        return;
      }
      act();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (asked.current) {
          asked.current = false;
          run.current();
        }
      }, intervalMillis);
    };
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [intervalMillis]);

  return useCallback(() => run.current(), []);
}
