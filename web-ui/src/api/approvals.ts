import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Approval, Page } from './types';

export const approvalsQuery = (status: string) =>
  queryOptions({
    queryKey: ['approvals', status],
    queryFn: () => api.get<Page<Approval>>('/approvals', { query: { status } }),
    refetchInterval: 15_000,
  });

export interface Decision {
  readonly run: string;
  readonly step: number | string;
  readonly decision: 'approved' | 'rejected';
  readonly comment: string;
}

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ run, step, decision, comment }: Decision) =>
      api.post(`/approvals/${run}/${step}`, { decision, comment }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['approvals'] });
      await client.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}
