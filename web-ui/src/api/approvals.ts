import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Approval, ApprovalPlan, Page } from './types';

export const approvalsQuery = (status: string) =>
  queryOptions({
    queryKey: ['approvals', status],
    queryFn: () => api.get<Page<Approval>>('/approvals', { query: { status } }),
    refetchInterval: 15_000,
  });

export const approvalQuery = (run: string, step: string) =>
  queryOptions({
    queryKey: ['approvals', run, step],
    queryFn: async () => (await api.get<ApprovalPlan>(`/approvals/${encodeURIComponent(run)}/${encodeURIComponent(step)}`)).approval,
    refetchInterval: 15_000,
  });

/**
 * Works out what approving would release now; what it reads outside may take a while. A key of its own: working it
 * out is a (dry) run, and runs that come and go have the list of approvals read again.
 */
export const planQuery = (approval: Approval, enabled: boolean) =>
  queryOptions({
    queryKey: ['approval-plan', approval.run, approval.step, approval.requestedAt],
    queryFn: async () =>
      (await api.post<ApprovalPlan>(`/approvals/${approval.run}/${approval.step}/plan`, {})).plan,
    enabled,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  });

export interface Decision {
  readonly run: string;
  readonly step: number | string;
  readonly decision: 'approved' | 'rejected';
  readonly comment: string;
  /** The hash of the plan that was seen. */
  readonly plan?: string | undefined;
}

/** Has somebody else give the own vote on one approval. */
export function useHandOn({ run, step }: Approval) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deputy: string) => api.put(`/approvals/${run}/${step}/deputy`, { deputy }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['approvals'] }),
  });
}

export function useTakeBack({ run, step }: Approval) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/approvals/${run}/${step}/deputy`),
    onSettled: () => client.invalidateQueries({ queryKey: ['approvals'] }),
  });
}

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ run, step, ...decision }: Decision) => api.post(`/approvals/${run}/${step}`, decision),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['approvals'] });
      await client.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}
