import type { Change, ReleasePlan } from '@/api/types';

type PlannedStep = ReleasePlan['steps'][number];

/** Against a plan that was seen earlier; `gone` is what was in that one only. */
export type Mark = 'same' | 'new' | 'changed' | 'gone';

export interface MarkedChange {
  readonly change: Change;
  readonly mark: Mark;
}

export interface MarkedStep {
  readonly path: string;
  readonly exact: boolean;
  readonly mark: Mark;
  readonly changes: readonly MarkedChange[];
}

export interface MarkedPlan {
  readonly steps: readonly MarkedStep[];
  readonly later: readonly { readonly path: string; readonly mark: Mark }[];
}

/** A plan with what differs from the one that was seen before; without one all is the same. */
export function comparePlans(now: ReleasePlan, before: ReleasePlan = now): MarkedPlan {
  const rest = [...before.steps];
  const take = (fits: (step: PlannedStep) => boolean): PlannedStep | undefined => {
    const at = rest.findIndex(fits);
    return at < 0 ? undefined : rest.splice(at, 1)[0];
  };
  // Those that are the same first, so that of two visits to a node the right one is called changed.
  const same = new Set(now.steps.filter((step) => take((other) => sameStep(step, other))));
  const steps = now.steps.map((step): MarkedStep => {
    if (same.has(step)) return marked(step, 'same');
    const former = take((other) => other.path === step.path);
    return former ? changed(step, former) : marked(step, 'new');
  });
  return {
    steps: [...steps, ...rest.map((step) => marked(step, 'gone'))],
    later: [
      ...now.later.map((path) => ({ path, mark: before.later.includes(path) ? ('same' as const) : ('new' as const) })),
      ...before.later.filter((path) => !now.later.includes(path)).map((path) => ({ path, mark: 'gone' as const })),
    ],
  };
}

/** By what the server compares: the print of a step's changes. */
function sameStep(one: PlannedStep, other: PlannedStep): boolean {
  return one.path === other.path && one.exact === other.exact && one.print === other.print;
}

function marked({ path, exact, changes }: PlannedStep, mark: Mark): MarkedStep {
  return { path, exact, mark, changes: changes.map((change) => ({ change, mark })) };
}

function changed(step: PlannedStep, former: PlannedStep): MarkedStep {
  const before = new Set(former.changes.map(textOf));
  const now = new Set(step.changes.map(textOf));
  return {
    path: step.path,
    exact: step.exact,
    mark: 'changed',
    changes: [
      ...step.changes.map((change) => ({ change, mark: before.has(textOf(change)) ? ('same' as const) : ('new' as const) })),
      ...former.changes.filter((change) => !now.has(textOf(change))).map((change) => ({ change, mark: 'gone' as const })),
    ],
  };
}

/** Everything but the sentence about it, which changes nothing. */
function textOf({ action, subject, property, before, after }: Change): string {
  return JSON.stringify([action, subject, property, before ?? null, after ?? null]);
}
