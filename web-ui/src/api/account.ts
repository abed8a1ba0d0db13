import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { sessionQuery } from './session';
import { type Listed, listOf } from './templates';
import type { Account, LiveSession, OwnAbsence } from './types';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => api.get<Account>('/account'),
});

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: async () => listOf(await api.get<Listed<LiveSession>>('/account/sessions')),
});

export const absenceQuery = queryOptions({
  queryKey: ['account', 'absence'],
  queryFn: async () => (await api.get<OwnAbsence>('/account/absence')).absence,
});

/** Says when one is away and who answers approvals then; nothing says that one is there. */
export function useAbsence() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (absence: { deputy: string; from: string | null; until: string } | null) =>
      absence === null ? api.delete('/account/absence') : api.put('/account/absence', absence),
    onSuccess: () => client.invalidateQueries({ queryKey: absenceQuery.queryKey }),
  });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/account/sessions/${encodeURIComponent(id)}`),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
}

export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete<{ sessions: number }>('/account/sessions'),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
}

/** The server ends every session and answers with a new one, which has another CSRF token. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: { present: string; next: string }) => {
      await api.post('/account/password', change);
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
}
