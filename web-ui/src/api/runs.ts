import {
  infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions, useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import type { JsonObject } from '@/model/json';
import { api } from './client';
import type {
  JournalEntry, LogLine, Page, Resolution, Run, RunStatus, RunSummary,
} from './types';

/** What of the runs to list; kept in the page's address. */
export interface RunFilter {
  readonly workflow?: string | undefined;
  readonly status?: RunStatus | undefined;
  readonly incident?: boolean | undefined;
  readonly mode?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly query?: string | undefined;
}

export const runsQuery = (filter: RunFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<RunSummary>>('/runs', {
        query: { ...filter, cursor: pageParam, limit },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The first runs of a workflow in one status: enough to say how many there are, up to a hundred. */
export const runsOfWorkflowQuery = (workflow: string, status: RunStatus) =>
  queryOptions({
    queryKey: ['runs', 'of', workflow, status],
    queryFn: () => api.get<Page<RunSummary>>('/runs', { query: { workflow, status, limit: 100 } }),
  });

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['runs', id], queryFn: () => api.get<Run>(`/runs/${id}`) });

const journalPage = 500;
const journalPagesMax = 20;

/** The journal up to a bound of 10,000 entries; a refetch asks only for what is new. */
export const journalQuery = (id: string, client: QueryClient) =>
  queryOptions({
    queryKey: ['runs', id, 'journal'],
    queryFn: async ({ queryKey }) => {
      const entries = [...(client.getQueryData<readonly JournalEntry[]>(queryKey) ?? [])];
      for (let page = 0; page < journalPagesMax; page++) {
        const answer = await api.get<Page<JournalEntry>>(`/runs/${id}/journal`, {
          query: { after: entries.at(-1)?.version, limit: journalPage },
        });
        const known = entries.at(-1)?.version ?? -1;
        entries.push(...answer.items.filter((entry) => entry.version > known));
        if (!answer.next || answer.items.length === 0) break;
      }
      return entries;
    },
  });

export const logQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['runs', id, 'log', version],
    queryFn: () => api.get<readonly LogLine[]>(`/runs/${id}/log`),
    placeholderData: keepPreviousData,
  });

export function useCancelRun() {
  return useRunChange(({ run, undo, reason }: { run: string; undo: boolean; reason: string }) =>
    api.post(`/runs/${run}/cancel`, { undo, reason }),
  );
}

export interface Resolve {
  readonly run: string;
  readonly step: number | string;
  readonly resolution: Resolution;
  readonly output?: JsonObject;
  readonly reason: string;
}

export function useResolveIncident() {
  return useRunChange(({ run, step, ...body }: Resolve) =>
    api.post(`/runs/${run}/steps/${step}/resolve`, body),
  );
}

export function useRerun() {
  return useRunChange(
    ({ run, ...body }: { run: string; input?: JsonObject; variables?: JsonObject; dryRun?: boolean }) =>
      api.post<{ id: string }>(`/runs/${run}/rerun`, body),
  );
}

function useRunChange<In, Out>(change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
}
