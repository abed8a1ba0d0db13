import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { journalQuery } from '@/api/runs';
import type { Run } from '@/api/types';
import { momentsOf } from '@/model/journal';
import { overlayOf } from '@/model/overlay';
import { replay } from '@/model/replay';

/** What the diagram shows: the run as it is, or as it stood after an entry of its journal. */
export function useReplay(run: Run) {
  const client = useQueryClient();
  const journal = useQuery(journalQuery(run.id, client));
  const [at, setAt] = useState<number>();
  const entries = journal.data ?? [];
  const moments = useMemo(() => momentsOf(journal.data ?? [], run), [journal.data, run]);
  const now = useMemo(() => overlayOf(run), [run]);
  const then = useMemo(
    () => (at === undefined ? undefined : replay(run, journal.data ?? [], at)),
    [run, journal.data, at],
  );
  return {
    overlay: then?.overlay ?? now,
    counts: then?.counts ?? run.edges,
    node: then?.node,
    bar: { entries, moments, at, onAt: setAt },
  };
}
