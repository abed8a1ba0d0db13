import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Range, spanOf } from '@/model/dashboard';
import { api } from './client';

/** Seconds, or null while nothing is known; never 0 for want of knowledge. */
export interface Measure {
  readonly seconds: number | null;
  readonly count: number;
}

export interface Measures {
  readonly mttd: Measure;
  readonly mttp: Measure;
  readonly mttr: Measure;
}

export interface WorkflowName {
  readonly id: string;
  readonly name: string;
}

export interface RunBucket {
  readonly at: string;
  readonly started: number;
  readonly completed: number;
  readonly failed: number;
  readonly canceled: number;
}

export interface FailureFigure {
  readonly workflow: WorkflowName;
  readonly node: string;
  readonly code: string;
  readonly count: number;
  readonly lastAt: string;
  /** The latest run that it happened in. */
  readonly run: string;
}

export interface SilentTrigger {
  readonly workflow: WorkflowName;
  readonly node: string;
  readonly type: string;
  readonly lastAt: string | null;
  readonly usualEverySeconds: number | null;
}

export interface ChangeFigure {
  readonly action: string;
  readonly count: number;
  readonly undone: number;
}

/** What happened between two moments; trials and dry runs are not counted. */
export interface Dashboard {
  readonly runs: {
    readonly buckets: readonly RunBucket[];
    readonly totals: Omit<RunBucket, 'at'>;
  };
  readonly failures: readonly FailureFigure[];
  readonly durations: readonly {
    readonly workflow: WorkflowName;
    readonly count: number;
    readonly p50: number | null;
    readonly p95: number | null;
  }[];
  readonly measures: Measures & { readonly byWorkflow: readonly (Measures & { readonly workflow: WorkflowName })[] };
  readonly timeToPatch: Measure & { readonly buckets: readonly (Measure & { readonly at: string })[] };
  readonly approvals: {
    readonly waiting: number;
    readonly overdue: number;
    readonly oldestAt: string | null;
    readonly decidedMedianSeconds: number | null;
  };
  readonly silentTriggers: readonly SilentTrigger[];
  readonly changes: readonly ChangeFigure[];
}

/** The span is counted back from each look; only its name is part of the key. */
export const dashboardQuery = (range: Range, workflow: string | undefined) =>
  queryOptions({
    queryKey: ['dashboard', range, workflow],
    queryFn: ({ signal }) =>
      api.get<Dashboard>('/dashboard', { query: { ...spanOf(range, new Date()), workflow }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
