import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconListSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery, useDecide } from '@/api/approvals';
import { ApiProblem } from '@/api/problem';
import { useCan } from '@/api/session';
import type { Approval } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';
import { PlanView } from './PlanView';

interface Props {
  readonly approval: Approval;
  /** Works out what will be done without being asked. */
  readonly eager?: boolean;
}

/** What will be done, and the answer to it, with a word about why. One agrees to what one has seen. */
export function DecisionForm({ approval, eager = true }: Props) {
  const [comment, setComment] = useState('');
  const [asked, setAsked] = useState(eager);
  const decide = useDecide();
  const may = useCan('approver');
  const plan = useQuery(planQuery(approval, may && asked));
  if (!may) {
    return (
      <Text size="sm" c="dimmed">
        Only people with the role approver decide this.
      </Text>
    );
  }
  const votes = approval.needed > 1 ? ` (${approval.agreed.length} of ${approval.needed} agree)` : '';
  const answer = (decision: 'approved' | 'rejected') =>
    decide.mutate(
      { run: approval.run, step: approval.step, decision, comment, plan: plan.data?.hash },
      {
        onSuccess: () => notifyDone(decision === 'approved' ? 'Approved, as shown.' : 'Rejected.'),
        onError: (error) => {
          if (error instanceof ApiProblem && error.code === 'PLAN_CHANGED') void plan.refetch();
        },
      },
    );
  return (
    <Stack gap="xs">
      {asked ? (
        <>
          {!plan.isError && <PlanView plan={plan.isFetching ? undefined : plan.data} />}
          <ErrorNote error={plan.error} onRetry={() => void plan.refetch()} />
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
          loading={decide.isPending && decide.variables.decision === 'approved'}
          disabled={decide.isPending || !plan.data || plan.isFetching}
          onClick={() => answer('approved')}
        >
          Approve{votes}
        </Button>
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          loading={decide.isPending && decide.variables.decision === 'rejected'}
          disabled={decide.isPending}
          onClick={() => answer('rejected')}
        >
          Reject
        </Button>
      </Group>
      {isSelfApproval(decide.error) ? (
        <ErrorNote error={selfApprovalHelp(decide.error)} />
      ) : (
        <ErrorNote error={decide.error} />
      )}
    </Stack>
  );
}

function isSelfApproval(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.code === 'SELF_APPROVAL';
}

function selfApprovalHelp(error: ApiProblem): ApiProblem {
  return new ApiProblem(
    error.status,
    error.code,
    'Somebody else must decide this',
    `${error.detail} In an installation with a single account, an administrator can allow it in Settings (solo approval); it is audited.`,
  );
}
