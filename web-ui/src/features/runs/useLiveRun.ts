import { useQuery, useQueryClient } from '@tanstack/react-query';
import { runQuery } from '@/api/runs';
import { type StreamState, useStream } from '@/api/useStream';
import { useSoon } from './useSoon';

const refreshEvery = 200;

/** A run that keeps itself up to date until it has ended. */
export function useLiveRun(id: string) {
  const client = useQueryClient();
  const query = useQuery(runQuery(id));
  const ended = query.data?.status === 'completed' || query.data?.status === 'canceled';
  const refresh = useSoon(() => void client.invalidateQueries({ queryKey: ['runs', id] }), refreshEvery);
  const heard = (data: unknown) => {
    const version = (data as { version?: number } | undefined)?.version;
    const known = client.getQueryData(runQuery(id).queryKey)?.version ?? -1;
    if (version === undefined || version > known) refresh();
  };
  const listen = query.data !== undefined && !ended;
  const stream: StreamState = useStream(`/runs/${id}/stream`, 'journal', heard, refresh, listen);
  return { query, ended, stream };
}
