import {
  infiniteQueryOptions, queryOptions, useMutation, useQueryClient,
} from '@tanstack/react-query';
import type { Pins } from '@/model/edit';
import type { JsonObject } from '@/model/json';
import type { WorkflowDocument } from '@/model/workflow';
import { api } from './client';
import { createWorkflow } from './drafts';
import type {
  Page, PublishRequest, Workflow, WorkflowSummary, WorkflowTrigger, WorkflowVersion,
} from './types';

export const workflowsQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: ['workflows', 'list', query],
    queryFn: ({ pageParam }) =>
      api.get<Page<WorkflowSummary>>('/workflows', {
        query: { query, cursor: pageParam, limit: 50 },
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const workflowQuery = (id: string) =>
  queryOptions({
    queryKey: ['workflows', id],
    queryFn: () => api.get<Workflow>(`/workflows/${id}`),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['workflows', id, 'versions'],
    queryFn: () => api.get<readonly WorkflowVersion[]>(`/workflows/${id}/versions`),
  });

/** A published version never changes. */
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['workflows', id, 'versions', version],
    queryFn: () =>
      api.get<WorkflowVersion & { document: WorkflowDocument }>(
        `/workflows/${id}/versions/${version}`,
      ),
    staleTime: Infinity,
  });

export const triggersQuery = (id: string) =>
  queryOptions({
    queryKey: ['workflows', id, 'triggers'],
    queryFn: () => api.get<readonly WorkflowTrigger[]>(`/workflows/${id}/triggers`),
  });

export interface StartRun {
  readonly input: JsonObject;
  readonly variables?: JsonObject;
  readonly dryRun?: boolean;
  readonly start?: string;
  readonly draft?: boolean;
  /** Only of a draft. */
  readonly trial?: Trial;
}

/** How a draft is tried: what stands in for nodes, where to begin, and where to end. */
export interface Trial {
  readonly pins?: Pins;
  readonly from?: string;
  readonly until?: string;
}

export function useStartRun(workflow: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...start }: StartRun & { key: string }) =>
      api.post<{ id: string; duplicate: boolean }>(`/workflows/${workflow}/runs`, start, {
        idempotencyKey: key,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
}

export function usePublish(workflow: Pick<Workflow, 'id' | 'revision'>) {
  return useWorkflowChange(workflow.id, (comment: string) =>
    api.post<{ version: number }>(
      `/workflows/${workflow.id}/publish`,
      { comment },
      { ifMatch: workflow.revision },
    ),
  );
}

/** Asks somebody else to look at this revision and publish it. */
export function useAskToPublish(workflow: Pick<Workflow, 'id' | 'revision'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: string) =>
      api.put(`/workflows/${workflow.id}/publish-request`, { comment }, { ifMatch: workflow.revision }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['publish-requests'] }),
  });
}

export const publishRequestsQuery = queryOptions({
  queryKey: ['publish-requests'],
  queryFn: async () => (await api.get<Page<PublishRequest>>('/publish-requests')).items,
  refetchInterval: 30_000,
});

/** Says anew what changed with a version; the version itself never changes. */
export function useNameVersion(workflow: string) {
  return useWorkflowChange(workflow, ({ version, comment }: { version: number; comment: string }) =>
    api.patch(`/workflows/${workflow}/versions/${version}`, { comment }),
  );
}

export function useEnable(workflow: string) {
  return useWorkflowChange(workflow, (enabled: boolean) =>
    api.post(`/workflows/${workflow}/${enabled ? 'enable' : 'disable'}`),
  );
}

export function useNewTriggerSecret(workflow: string) {
  return useWorkflowChange(workflow, (node: string) =>
    api.post<{ secret: string }>(`/workflows/${workflow}/triggers/${node}/secret`),
  );
}

export function useDeleteWorkflow(workflow: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/workflows/${workflow}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
  });
}

/** A new workflow, with this document as its draft. */
export function useCreateWorkflow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createWorkflow,
    onSuccess: () => client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
  });
}

function useWorkflowChange<In, Out>(workflow: string, change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['workflows', workflow] });
      await client.invalidateQueries({ queryKey: ['workflows', 'list'] });
    },
  });
}
