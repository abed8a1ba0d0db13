import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, setCsrfToken } from './client';
import { ApiProblem } from './problem';
import { chooseProject, chosenProject } from './project';
import type { Role, Session } from './types';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    const session = await current();
    setCsrfToken(session.csrfToken);
    return session;
  },
  staleTime: 60_000,
});

/** A project that one has no part in any more is not insisted on. */
async function current(): Promise<Session> {
  try {
    return await api.get<Session>('/session');
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 404 || chosenProject() === '') throw error;
    chooseProject('');
    return api.get<Session>('/session');
  }
}

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/**
 * Whether the signed-in person has the role for all of the project, or on this workflow. The server decides again on
 * every call.
 */
export function useCan(role: Role, workflow?: string): boolean {
  const user = useSession()?.user;
  if (!user) return false;
  return user.roles.includes(role) || (workflow !== undefined && (user.grants.workflows[workflow]?.includes(role) ?? false));
}

/** Whether the signed-in person may change this connection; without a name, make one. */
export function useManages(connection?: string): boolean {
  const user = useSession()?.user;
  if (!user) return false;
  return (
    user.roles.includes('admin') ||
    user.roles.includes('connection-manager') ||
    (connection !== undefined && user.grants.manages.includes(connection))
  );
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (who: { userName: string; password: string }) => api.post('/session', who),
    onSuccess: () => client.resetQueries(),
  });
}

/** Signs the same person in once more; what the page shows and holds stays. */
export function useSignInAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (who: { userName: string; password: string }) => api.post('/session', who),
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/session'),
    onSettled: () => client.resetQueries(),
  });
}

/** Makes the first account, then signs it in. */
export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (first: { token: string; userName: string; password: string }) => {
      await api.post('/session/setup', first);
      const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (!session.user) {
        await api.post('/session', { userName: first.userName, password: first.password });
      }
    },
    onSuccess: () => client.resetQueries(),
  });
}
