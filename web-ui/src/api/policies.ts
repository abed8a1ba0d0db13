import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Page } from './types';

export interface PolicySummary {
  readonly id: string;
  readonly cluster: string;
  readonly clusters: readonly string[];
  readonly namespace: string;
  readonly workload: string;
  readonly category: string;
  readonly kind: string;
  readonly technique: string;
  readonly status: string;
  readonly generation: number;
  /** Whether clusters stop anything by it now, an earlier generation included. */
  readonly stopping: boolean;
  /** Why it cannot stop anything; empty when it can. */
  readonly whyNot: string;
  readonly notes: readonly string[];
  readonly authors: readonly string[];
  readonly findings: number;
  readonly detectedAt: string;
  readonly generatedAt: string | null;
  readonly auditSince: string | null;
  readonly enforcedAt: string | null;
  readonly expiresAt: string | null;
  readonly breakGlassUntil: string | null;
}

/** How it stands in one cluster. */
export interface ClusterState {
  readonly cluster: string;
  readonly result: string;
  /** Whether the cluster was asked to have the newest generation. */
  readonly current: boolean;
  readonly message: string;
  readonly at: string | null;
}

export interface PolicyHit {
  readonly key: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly pod: string;
  readonly binary: string;
  readonly count: number;
  readonly stopped: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly explainedBy: string | null;
  readonly explanation: string;
}

export interface PolicyHits {
  readonly known: boolean;
  readonly why: string;
  readonly total: number | null;
  readonly unexplained: number | null;
  readonly stopped: number | null;
  readonly items: readonly PolicyHit[];
}

export interface PolicyTransition {
  readonly generation: number;
  readonly from: string;
  readonly to: string;
  readonly move: string;
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** A move, and why it is not possible now. */
export interface PolicyOffer {
  readonly move: string;
  readonly allowed: boolean;
  readonly refusal: string | null;
  readonly message: string | null;
}

export interface PolicyTuning {
  readonly withoutBinaries: readonly string[];
  readonly withoutValues: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly container: string;
}

export interface Policy {
  readonly policy: PolicySummary;
  readonly auditManifest: string | null;
  readonly enforceManifest: string | null;
  readonly tuning: PolicyTuning;
  readonly clusterStates: readonly ClusterState[];
  readonly transitions: readonly PolicyTransition[];
  readonly hits: PolicyHits;
  readonly moves: readonly PolicyOffer[];
}

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
