import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { runQuery } from '@/api/runs';
import { type StreamState, useStream } from '@/api/useStream';
import { useSoon } from './useSoon';

const refreshEvery = 200;
const endedStatuses: ReadonlySet<string> = new Set(['completed', 'failed', 'canceled']);

/** A run that keeps itself up to date until it has ended; one instance for one run. */
export function useLiveRun(id: string) {
  const client = useQueryClient();
  const query = useQuery(runQuery(id));
  const ended = endedStatuses.has(query.data?.status ?? '');
  const refresh = useSoon(() => void client.invalidateQueries({ queryKey: ['runs', id] }), refreshEvery);
  const heard = (data: unknown) => {
    const version = (data as { version?: number } | undefined)?.version;
    const known = client.getQueryData(runQuery(id).queryKey)?.version ?? -1;
    if (version === undefined || version > known) refresh();
  };
  // From the version that was loaded first; what came before is known.
  const [since, setSince] = useState<number>();
  if (since === undefined && query.data) setSince(query.data.version);
  const listen = since !== undefined && !ended;
  const path = `/runs/${id}/stream?after=${since ?? 0}`;
  const stream: StreamState = useStream(path, 'journal', heard, refresh, listen);
  return { query, ended, stream };
}
