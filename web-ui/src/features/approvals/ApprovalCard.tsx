import { Group, Paper, Text, Title } from '@mantine/core';
import { IconCheck, IconClock, IconUserQuestion, IconX } from '@tabler/icons-react';
import type { Approval } from '@/api/types';
import { DecisionForm } from '@/shared/decision/DecisionForm';
import { Badge } from '@/shared/ui/Badge';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';
import classes from './ApprovalCard.module.css';
import { HandOn } from './HandOn';

/** One question to a person: what is asked, what will be done, and the answer. */
export function ApprovalCard({ approval, eager }: { readonly approval: Approval; readonly eager: boolean }) {
  const workflow = typeof approval.workflow === 'string' ? approval.workflow : approval.workflow.name;
  const open = approval.status === 'open';
  return (
    <Paper component="article" radius="lg" p="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={2}>{approval.title}</Title>
          <Text size="sm" c="dimmed" mt={2}>
            {workflow} ·{' '}
            <TextLink to="/runs/$runId" params={{ runId: approval.run }} search={{ node: approval.node }}
                size="sm" underline="always">
              run {approval.run}
            </TextLink>{' '}
            · asked <When at={approval.requestedAt} />
          </Text>
        </div>
        <Group gap="xs">
          {open && approval.deadline && (
            <Badge tone="warn" icon={<IconClock aria-hidden />}>
              decide <When at={approval.deadline} />
            </Badge>
          )}
          <StatusBadge status={approval.status} />
        </Group>
      </Group>
      <div className={classes['body']}>
        <div>
          {approval.description && <Text className={classes['description']}>{approval.description}</Text>}
          {approval.again && (
            <Text size="sm" fw={600} mt="xs">
              Asked anew: what was agreed to is not what would be done now.
            </Text>
          )}
          {approval.needed > 1 && (
            <Text size="xs" c="dimmed" mt="sm">
              {approval.needed} people must agree
              {approval.agreed.length > 0 && `; so far ${approval.agreed.join(', ')}`}
            </Text>
          )}
          {approval.approvers.length > 0 && (
            <Text size="xs" c="dimmed" mt="sm">
              May decide: {approval.approvers.join(', ')}
            </Text>
          )}
          <Urged approval={approval} />
          <HandOn approval={approval} />
        </div>
        {open ? (
          <DecisionForm approval={approval} eager={eager} />
        ) : (
          <Text size="sm">
            {approval.decidedBy && `By ${approval.decidedBy}. `}
            {approval.comment && `“${approval.comment}”`}
          </Text>
        )}
      </div>
    </Paper>
  );
}

/** What was done so that somebody decides. */
function Urged({ approval: { urged, approvers } }: { readonly approval: Approval }) {
  return (
    <>
      {urged.escalatedAt && (
        <Text size="xs" c="dimmed" mt="sm">
          Asked too since <When at={urged.escalatedAt} />: {urged.escalatedTo.join(', ')}
          {approvers.length === 0 && ' (every approver may decide)'}
        </Text>
      )}
      {urged.remindedAt && (
        <Text size="xs" c="dimmed" mt="sm">
          {urged.reminders === 1 ? 'Reminded' : `Reminded ${urged.reminders} times, last`} <When at={urged.remindedAt} />
        </Text>
      )}
    </>
  );
}

function StatusBadge({ status }: { readonly status: string }) {
  if (status === 'open') {
    return (
      <Badge tone="person" icon={<IconUserQuestion aria-hidden />}>
        Open
      </Badge>
    );
  }
  const approved = status === 'approved';
  return (
    <Badge tone={approved ? 'good' : 'plain'} icon={approved ? <IconCheck aria-hidden /> : <IconX aria-hidden />}>
      {status.charAt(0).toUpperCase() + status.slice(1)}
    </Badge>
  );
}
