import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { runQuery, runsQuery } from '@/api/runs';
import { workflowsQuery } from '@/api/workflows';
import { type TourView, tourRun, tourWorkflow } from '@/model/tour';

const lookEvery = 2_500;

/** Looks, while the tour is open, how far it has come. */
export function useTourView(since: string): TourView & { readonly path: string } {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const workflows = useInfiniteQuery({ ...workflowsQuery(''), refetchInterval: lookEvery });
  const workflow = tourWorkflow(workflows.data?.pages.flatMap((page) => page.items) ?? []);
  const runs = useInfiniteQuery({
    ...runsQuery({ workflow: workflow?.id, from: since }, 1),
    enabled: workflow !== undefined,
    refetchInterval: lookEvery,
  });
  const newest = runs.data?.pages[0]?.items[0]?.id;
  const story = useQuery({
    ...runQuery(newest ?? ''),
    enabled: newest !== undefined,
    refetchInterval: (query) => (query.state.data?.endedAt ? false : lookEvery),
  });
  const run = newest !== undefined && story.data ? tourRun(story.data) : undefined;
  const [read, setRead] = useState<string>();
  if (run?.ended && path === `/runs/${run.id}` && read !== run.id) setRead(run.id);
  return { workflow, run, read: read !== undefined && read === run?.id, path };
}
