import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Range, spanOf } from '@/model/dashboard';
import { api } from './client';
import type { components } from './schema';

/** What happened in a span; trials and dry runs are not counted. Times are in seconds, null while not known. */
export type Dashboard = components['schemas']['Dashboard'];
export type Measure = components['schemas']['Mean'];
export type FailureFigure = Dashboard['failures'][number];
export type SilentTrigger = Dashboard['silentTriggers'][number];
export type ChangeFigure = Dashboard['changes'][number];

/** The span is counted back from each look; only its name is part of the key. */
export const dashboardQuery = (range: Range, workflow: string | undefined) =>
  queryOptions({
    queryKey: ['dashboard', range, workflow],
    queryFn: ({ signal }) =>
      api.get<Dashboard>('/dashboard', { query: { ...spanOf(range, new Date()), workflow }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
