import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Verdicts } from './types';

/** Of each resource that runs of the workflow have judged, the last verdict. */
export const verdictsQuery = (workflow: string, result: 'pass' | 'fail' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['workflows', workflow, 'verdicts', result ?? 'all'],
    queryFn: ({ pageParam }) => api.get<Verdicts>(`/workflows/${workflow}/verdicts`, { query: { result, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 15_000,
  });
