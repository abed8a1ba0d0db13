import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Json } from '@/model/json';
import { api } from './client';
import { type Listed, listOf } from './templates';
import type {
  ApiToken, AuditEntry, Connection, ConnectionNeeds, ConnectionUse, Page, Role, Settings, TriggerEvent, User,
} from './types';

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async () => listOf(await api.get<Listed<Connection>>('/connections')),
});

export const connectionNeedsQuery = (name: string, of: 'used' | 'all') =>
  queryOptions({
    queryKey: ['connections', name, 'permissions', of],
    queryFn: () => api.get<ConnectionNeeds>(`/connections/${encodeURIComponent(name)}/permissions`, { query: { of } }),
  });

export const connectionUsesQuery = (name: string) =>
  queryOptions({
    queryKey: ['connections', name, 'uses'],
    queryFn: async () => (await api.get<Page<ConnectionUse>>(`/connections/${encodeURIComponent(name)}/uses`)).items,
  });

/** Ends the use of a connection by these workflows. */
export function useWithdrawConnection(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (workflows: readonly string[]) =>
      api.post(`/connections/${encodeURIComponent(name)}/withdrawals`, { workflows }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['connections', name, 'uses'] }),
  });
}

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async () => listOf(await api.get<Listed<User>>('/users')),
});

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async () => listOf(await api.get<Listed<ApiToken>>('/tokens')),
});

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => api.get<Settings>('/settings'),
});

export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) => api.get<Page<AuditEntry>>('/audit', { query: { cursor: pageParam } }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
});

export const eventsQuery = (outcome: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['events', outcome],
    queryFn: ({ pageParam }) =>
      api.get<Page<TriggerEvent>>('/events', { query: { cursor: pageParam, outcome } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 10_000,
  });

/** An event with what came in; secrets are blotted out by the server. */
export type EventDetail = TriggerEvent & { readonly payload?: Json; readonly cut?: boolean };

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: () => api.get<EventDetail>(`/events/${encodeURIComponent(id)}`),
    staleTime: Infinity,
  });

export interface ConnectionDraft {
  readonly name: string;
  readonly type: string;
  readonly settings: { readonly [key: string]: string };
  readonly secrets: { readonly [key: string]: string };
  readonly references: { readonly [key: string]: string };
  readonly isNew: boolean;
}

export function useSaveConnection() {
  return useChange(['connections'], ({ isNew, name, ...rest }: ConnectionDraft) =>
    isNew
      ? api.post('/connections', { name, ...rest })
      : api.put(`/connections/${encodeURIComponent(name)}`, rest),
  );
}

export function useDeleteConnection() {
  return useChange(['connections'], (name: string) =>
    api.delete(`/connections/${encodeURIComponent(name)}`),
  );
}

/** Whether it is for those alone to whom it is granted. */
export function useRestrictConnection() {
  return useChange(['connections'], ({ name, restricted }: { name: string; restricted: boolean }) =>
    api.put(`/connections/${encodeURIComponent(name)}/restriction`, { restricted }),
  );
}

export function useTestConnection() {
  return useMutation({
    mutationFn: (name: string) =>
      api.post<{ ok: boolean; message: string }>(
        `/connections/${encodeURIComponent(name)}/test`,
      ),
  });
}

export function useCreateUser() {
  return useChange(
    ['users'],
    (user: { name: string; password: string; roles: readonly Role[] }) => api.post('/users', user),
  );
}

export function usePatchUser() {
  return useChange(
    ['users'],
    ({ name, ...patch }: { name: string; roles?: readonly Role[]; disabled?: boolean; password?: string }) =>
      api.patch(`/users/${encodeURIComponent(name)}`, patch),
  );
}

export function useEndSessions() {
  return useMutation({
    mutationFn: (name: string) =>
      api.delete<{ sessions: number }>(`/users/${encodeURIComponent(name)}/sessions`),
  });
}

export function useCreateToken() {
  return useChange(
    ['tokens'],
    (token: { name: string; roles: readonly Role[]; expiresAt?: string }) =>
      api.post<{ token: string }>('/tokens', token),
  );
}

export function useDeleteToken() {
  return useChange(['tokens'], (id: string) => api.delete(`/tokens/${encodeURIComponent(id)}`));
}

export function useSaveSettings() {
  return useChange(['settings'], async (settings: Settings) => api.put('/settings', settings), [
    ['session'],
  ]);
}

export function useVerifyAudit() {
  return useMutation({
    mutationFn: () =>
      api.get<{ ok: boolean; entries: number; firstBroken?: string | number | null }>(
        '/audit/verify',
      ),
  });
}

function useChange<In, Out>(
  key: readonly string[],
  change: (input: In) => Promise<Out>,
  also: readonly (readonly string[])[] = [],
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([key, ...also].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
