import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconEyeExclamation, IconListSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useDecide } from '@/api/approvals';
import { ApiProblem } from '@/api/problem';
import { useCan } from '@/api/session';
import type { Approval } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';
import { PlanView } from './PlanView';
import { useShownPlan } from './useShownPlan';

interface Props {
  readonly approval: Approval;
  /** Works out what will be done without being asked. */
  readonly eager?: boolean;
}

/**
 * What will be done, and the answer to it, with a word about why. One agrees to what one has seen: whoever approves on
 * a page that was left open is shown first what has changed since.
 */
export function DecisionForm({ approval, eager = true }: Props) {
  const [comment, setComment] = useState('');
  const [asked, setAsked] = useState(eager);
  const decide = useDecide();
  const may = useCan('approver', approval.workflow.id);
  const shown = useShownPlan(approval, may && asked);
  if (!may) {
    return (
      <Text size="sm" c="dimmed">
        Only people with the role approver decide this.
      </Text>
    );
  }
  const votes = approval.needed > 1 ? ` (${approval.agreed.length} of ${approval.needed} agree)` : '';
  const answer = (decision: 'approved' | 'rejected', plan?: string) =>
    decide.mutate(
      { run: approval.run, step: approval.step, decision, comment, plan },
      {
        onSuccess: () => notifyDone(decision === 'approved' ? 'Approved, as shown.' : 'Rejected.'),
        onError: (error) => {
          if (isProblem(error, 'PLAN_CHANGED')) void shown.lookAgain();
        },
      },
    );
  const approve = async () => {
    decide.reset();
    const plan = await shown.lookAgain();
    if (plan) answer('approved', plan.hash);
  };
  const busy = decide.isPending || shown.looking;
  return (
    <Stack gap="xs">
      {asked ? (
        <>
          {shown.before && !shown.error && (
            <Alert role="alert" color="yellow" icon={<IconEyeExclamation aria-hidden />} title="This is not what you were shown">
              What approving would release has changed since. Nothing was decided. Look at what is marked; if it is right,
              approve again.
            </Alert>
          )}
          {!shown.error && <PlanView plan={shown.plan} before={shown.before} />}
          <ErrorNote error={shown.error} onRetry={shown.draw} />
        </>
      ) : (
        <Button
          variant="default"
          leftSection={<IconListSearch size={16} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          Show what will be done
        </Button>
      )}
      <Textarea
        label="Comment"
        placeholder="Why you decide so; kept in the run and in the audit"
        autosize
        minRows={2}
        maxRows={6}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          color="teal.9"
          leftSection={<IconCheck size={16} aria-hidden />}
          loading={shown.looking || (decide.isPending && decide.variables.decision === 'approved')}
          disabled={busy || !shown.ready}
          onClick={() => void approve()}
        >
          Approve{votes}
        </Button>
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          loading={decide.isPending && decide.variables.decision === 'rejected'}
          disabled={busy}
          onClick={() => answer('rejected')}
        >
          Reject
        </Button>
      </Group>
      <ErrorNote error={explained(decide.error, shown.before !== undefined)} />
    </Stack>
  );
}

function isProblem(error: unknown, code: string): error is ApiProblem {
  return error instanceof ApiProblem && error.code === code;
}

/** A plan that is another by now needs no further words where the new one is shown. */
function explained(error: unknown, told: boolean): unknown {
  if (told && isProblem(error, 'PLAN_CHANGED')) return null;
  return isProblem(error, 'SELF_APPROVAL') ? selfApprovalHelp(error) : error;
}

function selfApprovalHelp(error: ApiProblem): ApiProblem {
  return new ApiProblem(
    error.status,
    error.code,
    'Somebody else must decide this',
    `${error.detail} In an installation with a single account, an administrator can allow it in Settings (solo approval); it is audited.`,
  );
}
