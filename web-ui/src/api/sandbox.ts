import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Json } from '@/model/json';
import { api } from './client';

/** The simulated outside world, as its control API shows it. */
export interface World {
  readonly clock: { readonly now: string; readonly speed: number };
  readonly vms: readonly Vm[];
  readonly securityGroups: readonly { groupId: string; name: string; description?: string }[];
  readonly snapshots: readonly WorldSnapshot[];
  readonly assets: readonly Asset[];
  readonly tags: readonly { id: number; name: string }[];
  readonly scans: readonly Scan[];
  readonly patchJobs: readonly PatchJob[];
  readonly incidents: readonly Ticket[];
  readonly changes: readonly Ticket[];
}

export interface Vm {
  readonly instanceId: string;
  readonly name: string;
  readonly state: string;
  readonly region: string;
  readonly instanceType?: string;
  readonly publicIp?: string | null;
  readonly privateIp?: string | null;
  readonly tags?: { readonly [key: string]: string };
  readonly interfaces: readonly { readonly id: string; readonly groups: readonly string[] }[];
  readonly truRisk?: number | null;
  readonly missingPatches?: number;
  readonly reachesOut?: boolean;
  readonly launchedAt?: string;
}

export interface WorldSnapshot {
  readonly snapshotId: string;
  readonly volumeId?: string;
  readonly state: string;
  readonly encrypted: boolean;
  readonly sourceId?: string | null;
  readonly tags?: { readonly [key: string]: string };
}

export interface Asset {
  readonly assetId: number;
  readonly instanceId: string;
  readonly name: string;
  readonly truRisk?: number | null;
  readonly tagIds: readonly number[];
  readonly lastVulnScan?: string | null;
}

export interface Scan {
  readonly ref: string;
  readonly title: string;
  readonly state: string;
  readonly subState?: string | null;
  readonly processed?: boolean;
  readonly launched: string;
  readonly targets: readonly string[];
}

export interface PatchJob {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly created: string;
  readonly runs: readonly { readonly results: readonly { readonly phase: string }[] }[];
}

/** A ServiceNow record: all its columns are texts. */
export type Ticket = { readonly [column: string]: string | undefined };

export interface Launch {
  readonly name?: string;
  readonly publicIp: boolean;
  readonly truRisk: number | null;
  readonly missingPatches: number;
  readonly scanOutcome: string;
  readonly patchOutcome: string;
}

export const worldQuery = queryOptions({
  queryKey: ['sandbox'],
  queryFn: () => api.get<World>('/sandbox'),
  refetchInterval: 2_500,
});

/** A simulated cluster: its pods, and the policies its agents have loaded. */
export interface SandboxCluster {
  readonly name: string;
  readonly tetragon: string;
  readonly pods: readonly {
    readonly name: string; readonly namespace: string; readonly labels: { readonly [key: string]: string };
  }[];
  readonly policies: readonly {
    readonly name: string; readonly namespace: string; readonly state: string; readonly error: string;
  }[];
}

/** What became of something that happened in a pod. */
export interface Happened {
  readonly outcome: 'allowed' | 'posted' | 'killed' | 'denied';
  readonly policy: string | null;
}

export const sandboxClusterQuery = (name: string) =>
  queryOptions({
    queryKey: ['sandbox', 'cluster', name],
    queryFn: () => api.get<SandboxCluster>(`/sandbox/kubernetes/${encodeURIComponent(name)}`),
    refetchInterval: 5_000,
  });

/** Any request to the sandbox's control API, relayed by the server. */
export function useSandbox<Out = Json>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) =>
      api.post<Out>(`/sandbox/${path}`, body ?? {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sandbox'] }),
  });
}
