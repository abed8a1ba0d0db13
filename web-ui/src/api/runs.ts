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
  readonly trial?: boolean | undefined;
  /** Runs of the items of a for-each, and of calls, of this run. */
  readonly parent?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly query?: string | undefined;
}

/** Many enough that ten thousand runs are a few dozen requests on the way down. */
const runsPage = 200;

export const runsQuery = (filter: RunFilter, limit = runsPage) =>
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

export async function newestRuns(filter: RunFilter): Promise<readonly RunSummary[]> {
  const page = await api.get<Page<RunSummary>>('/runs', { query: { ...filter, limit: runsPage } });
  return page.items;
}

/** Whether anything has ever run here. */
export const anyRunQuery = queryOptions({
  queryKey: ['runs', 'any'],
  queryFn: async () => (await api.get<Page<RunSummary>>('/runs', { query: { limit: 1 } })).items.length > 0,
});

/** The newest running runs, for what they wait for. */
export const waitingRunsQuery = queryOptions({
  queryKey: ['runs', 'waiting'],
  queryFn: () => newestRuns({ status: 'running' }),
  refetchInterval: 15_000,
});

/** Runs of a workflow to choose from, the newest first. */
export const recentRunsQuery = (workflow: string) =>
  queryOptions({
    queryKey: ['runs', 'of', workflow],
    queryFn: async () => (await api.get<Page<RunSummary>>('/runs', { query: { workflow, limit: 50 } })).items,
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
  /** Which incident is answered: one that came later is not. */
  readonly raisedAt?: string | undefined;
}

export type BulkAction = 'cancel' | 'retry' | 'pause' | 'resume';

/** Which runs: these, or all that a filter finds, also those that no page shows yet. */
export type BulkTarget = { readonly runs: readonly string[] } | { readonly filter: RunFilter };

export interface BulkChange {
  readonly target: BulkTarget;
  readonly action: BulkAction;
  readonly undo?: boolean;
  readonly reason: string;
}

/** What became of one run among many. */
export interface BulkResult {
  readonly run: string;
  readonly ok: boolean;
  readonly problem?: { readonly code?: string; readonly title?: string; readonly detail?: string } | null;
}

interface BulkAnswer {
  readonly results: readonly BulkResult[];
  readonly next: string | null;
}

const bulkMax = 500;

/**
 * Cancels, retries, pauses or resumes many runs; each stands or falls alone.
 *
 * @param onProgress - told how many are through, after each part
 */
export function useBulk(onProgress: (through: number) => void) {
  return useRunChange(async ({ target, ...rest }: BulkChange) => {
    const results: BulkResult[] = [];
    const act = async (part: object) => {
      const answer = await api.post<BulkAnswer>('/runs/bulk', { ...part, ...rest });
      results.push(...answer.results);
      onProgress(results.length);
      return answer.next;
    };
    if ('filter' in target) {
      let cursor: string | null = '';
      while (cursor !== null) cursor = await act({ filter: target.filter, ...(cursor && { cursor }) });
      return results;
    }
    for (let from = 0; from < target.runs.length; from += bulkMax) {
      await act({ runs: target.runs.slice(from, from + bulkMax) });
    }
    return results;
  });
}

export function useResolveIncident() {
  return useRunChange(({ run, step, ...body }: Resolve) =>
    api.post(`/runs/${run}/steps/${step}/resolve`, body),
  );
}

export function useRerun() {
  return useRunChange(
    ({ run, ...body }: { run: string; input?: JsonObject; variables?: JsonObject; dryRun?: boolean; from?: string }) =>
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
