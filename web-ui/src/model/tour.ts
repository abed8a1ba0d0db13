/** The first five minutes: what there is to do, and what of it has been done. */

export const tourTrigger = 'aws.ec2.instance-started';
export const tourTemplate = 'internet-facing-vm';

/** What the tour sees of the installation. */
export interface TourView {
  /** The workflow that new machines start; the one that is furthest. */
  readonly workflow?: { readonly id: string; readonly published: boolean; readonly enabled: boolean } | undefined;
  /** Its newest run since the tour began. */
  readonly run?: { readonly id: string; readonly ended: boolean; readonly awaitsChange?: string | undefined } | undefined;
  /** Whether that run's page has been open after its end. */
  readonly read: boolean;
}

export const tourSteps = ['install', 'publish', 'launch', 'watch', 'approve', 'read'] as const;
export type TourStep = (typeof tourSteps)[number];

/** The first step that is not done yet; `end` when all are. */
export function currentStep(view: TourView): TourStep | 'end' {
  const { workflow, run, read } = view;
  if (run) {
    if (run.ended) return read ? 'end' : 'read';
    return run.awaitsChange === undefined ? 'watch' : 'approve';
  }
  if (!workflow) return 'install';
  return workflow.published && workflow.enabled ? 'launch' : 'publish';
}

interface Listed {
  readonly id: string;
  readonly publishedVersion: number | null;
  readonly enabled: boolean;
  readonly triggers: readonly { readonly type: string }[];
}

/** Of all workflows that a new machine starts, the one nearest to doing so. */
export function tourWorkflow(workflows: readonly Listed[]): TourView['workflow'] {
  const fitting = workflows
    .filter(({ triggers }) => triggers.some(({ type }) => type === tourTrigger))
    .map(({ id, publishedVersion, enabled }) => ({ id, published: publishedVersion !== null, enabled }));
  return fitting.find((one) => one.published && one.enabled) ?? fitting.find((one) => one.published) ?? fitting[0];
}

interface Story {
  readonly id: string;
  readonly endedAt?: string | null;
  readonly steps: readonly { readonly type?: string | null; readonly status: string; readonly note?: string | null }[];
}

const open = new Set(['waiting', 'following']);

/** A run as the tour sees it: ended, or waiting for the change board, with the number of the change. */
export function tourRun(run: Story): TourView['run'] {
  const waits = run.steps.find(({ type, status }) => type === 'servicenow.await-approval' && open.has(status));
  return {
    id: run.id,
    ended: Boolean(run.endedAt),
    awaitsChange: waits && (/CHG\d+/.exec(waits.note ?? '')?.[0] ?? 'the change'),
  };
}
