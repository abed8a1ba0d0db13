import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Page, PurgedRun, Retention, WorkflowLimits } from './types';

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: () => api.get<Retention>('/retention'),
});

export const historyQuery = infiniteQueryOptions({
  queryKey: ['history'],
  queryFn: ({ pageParam }) => api.get<Page<PurgedRun>>('/history', { query: { cursor: pageParam } }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
});

export function useSaveRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (retention: Retention) => api.put<Retention>('/retention', retention),
    onSuccess: (saved) => client.setQueryData(retentionQuery.queryKey, saved),
  });
}

export function usePurge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<{ readonly runs: number }>('/retention/purge', {}),
    onSuccess: () => client.invalidateQueries(),
  });
}

export const limitsQuery = (workflow: string) =>
  queryOptions({
    queryKey: ['workflows', workflow, 'limits'],
    queryFn: () => api.get<WorkflowLimits>(`/workflows/${workflow}/limits`),
  });

export function useSaveLimits(workflow: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (limits: WorkflowLimits) => api.put<WorkflowLimits>(`/workflows/${workflow}/limits`, limits),
    onSuccess: (saved) => client.setQueryData(limitsQuery(workflow).queryKey, saved),
  });
}
