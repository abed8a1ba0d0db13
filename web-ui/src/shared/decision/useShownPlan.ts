import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery } from '@/api/approvals';
import type { Approval, ReleasePlan } from '@/api/types';

/** The plan that a person looks at, and whether it is still the one that would be carried out. */
export function useShownPlan(approval: Approval, enabled: boolean) {
  const plan = useQuery(planQuery(approval, enabled));
  const [looking, setLooking] = useState(false);
  const [before, setBefore] = useState<{ readonly asked: string; readonly plan: ReleasePlan }>();
  const shown = plan.data;

  /**
   * Draws the plan once more. Gives it back when it is as shown; else there is none to agree to: the
   * new one is shown, beside what it was before.
   */
  const lookAgain = async (): Promise<ReleasePlan | undefined> => {
    if (!shown) return undefined;
    setLooking(true);
    const now = await plan.refetch();
    setLooking(false);
    if (now.isError || !now.data) return undefined;
    if (now.data.hash === shown.hash) return now.data;
    setBefore({ asked: approval.requestedAt, plan: shown });
    return undefined;
  };

  return {
    plan: plan.isFetching && !looking ? undefined : shown,
    /** What was shown before it turned out to be another. */
    before: before?.asked === approval.requestedAt ? before.plan : undefined,
    error: plan.error,
    looking,
    ready: Boolean(shown) && !plan.isFetching,
    draw: () => void plan.refetch(),
    lookAgain,
  };
}
