import { useMemo } from 'react';
import { type Staleness, staleNodes } from '@/model/stale';
import { useEditor } from './useEditor';

/** Whether what is known of a node is older than its settings. */
export function useStaleness(node: string): Staleness | undefined {
  const document = useEditor((state) => state.document);
  const pinned = useEditor((state) => (state.pins[node] === undefined ? undefined : state.taken.pins.get(node)));
  const tried = useEditor((state) => state.taken.sample);
  return useMemo(
    () => staleNodes(document, new Map(pinned ? [[node, pinned]] : []), tried).get(node),
    [document, pinned, tried, node],
  );
}
