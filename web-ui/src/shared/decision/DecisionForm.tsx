import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useDecide } from '@/api/approvals';
import { ApiProblem } from '@/api/problem';
import { useCan } from '@/api/session';
import type { Approval } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

/** Approve or reject, with a word about why. */
export function DecisionForm({ approval }: { readonly approval: Approval }) {
  const [comment, setComment] = useState('');
  const decide = useDecide();
  const may = useCan('approver');
  if (!may) {
    return (
      <Text size="sm" c="dimmed">
        Only people with the role approver decide this.
      </Text>
    );
  }
  const answer = (decision: 'approved' | 'rejected') =>
    decide.mutate(
      { run: approval.run, step: approval.step, decision, comment },
      { onSuccess: () => notifyDone(decision === 'approved' ? 'Approved; the run goes on.' : 'Rejected.') },
    );
  return (
    <Stack gap="xs">
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
          disabled={decide.isPending}
          onClick={() => answer('approved')}
        >
          Approve
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
