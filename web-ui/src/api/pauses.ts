import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Pause, PauseSubject } from './types';

/** What people have paused; asked for again and again, for an emergency stop must be seen on every page. */
export const pausesQuery = queryOptions({
  queryKey: ['pauses'],
  queryFn: async () => (await api.get<{ readonly items: readonly Pause[] }>('/pauses')).items,
  refetchInterval: 5_000,
});

export const isPaused = (pauses: readonly Pause[] | undefined, scope: Pause['scope'], id = ''): boolean =>
  pauses?.some((pause) => pause.scope === scope && pause.id === id) ?? false;

export function usePause() {
  return usePauseChange('/pauses');
}

export function useResume() {
  return usePauseChange('/pauses/resume');
}

function usePauseChange(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (subject: PauseSubject) => api.post<{ readonly items: readonly Pause[] }>(path, subject),
    onSuccess: (answer) => {
      client.setQueryData(pausesQuery.queryKey, answer.items);
      return client.invalidateQueries({ queryKey: ['runs'] });
    },
  });
}
