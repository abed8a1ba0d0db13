import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { components } from './schema';
import type { Page } from './types';

type Schemas = components['schemas'];

export type PolicySummary = Schemas['Policy'];
/** How it stands in one cluster. */
export type ClusterState = Schemas['PolicyCluster'];
export type PolicyHit = Schemas['PolicyHit'];
export type PolicyHits = Schemas['PolicyHits'];
export type PolicyTransition = Schemas['PolicyStep'];
/** A move, and why it is not possible now. */
export type PolicyOffer = Schemas['PolicyOffer'];
export type PolicyTuning = Schemas['PolicyTuning'];
export type Policy = Schemas['PolicyWhole'];

export interface PolicyFilter {
  readonly status?: string | undefined;
  readonly query?: string | undefined;
}

export const policiesQuery = (filter: PolicyFilter) =>
  queryOptions({
    queryKey: ['policies', 'list', filter],
    queryFn: () => api.get<Page<PolicySummary>>('/policies', { query: { ...filter, limit: 200 } }),
    refetchInterval: 10_000,
  });

export const policyQuery = (id: string) =>
  queryOptions({
    queryKey: ['policies', 'one', id],
    queryFn: () => api.get<Policy>(`/policies/${encodeURIComponent(id)}`),
    refetchInterval: 5_000,
  });

export interface PolicyMove {
  readonly policy: string;
  readonly move: string;
  readonly reason: string;
  readonly override?: string | undefined;
  /** Such as `4h`. */
  readonly duration?: string | undefined;
  readonly withoutBinaries?: readonly string[] | undefined;
  readonly withoutValues?: readonly string[] | undefined;
}

/** The run that brings it to its clusters, if anything changes there. */
export function useMovePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ policy, ...body }: PolicyMove) =>
      api.post<{ readonly run: string | null }>(`/policies/${encodeURIComponent(policy)}/moves`, body),
    onSettled: () => client.invalidateQueries({ queryKey: ['policies'] }),
  });
}

export function useExplainHit(policy: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ hit, explanation }: { readonly hit: string; readonly explanation: string }) =>
      api.post(`/policies/${encodeURIComponent(policy)}/hits/${encodeURIComponent(hit)}/explain`, { explanation }),
    onSettled: () => client.invalidateQueries({ queryKey: ['policies'] }),
  });
}
