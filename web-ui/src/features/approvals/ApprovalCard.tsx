import { Group, Paper, Text, Title } from '@mantine/core';
import { IconCheck, IconClock, IconUserQuestion, IconX } from '@tabler/icons-react';
import type { Approval } from '@/api/types';
import { ChangeList } from '@/shared/changes/ChangeList';
import { DecisionForm } from '@/shared/decision/DecisionForm';
import { Badge } from '@/shared/ui/Badge';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';
import classes from './ApprovalCard.module.css';

/** One question to a person: what is asked, what will be done, and the answer. */
export function ApprovalCard({ approval }: { readonly approval: Approval }) {
  const workflow = typeof approval.workflow === 'string' ? approval.workflow : approval.workflow.name;
  const open = approval.status === 'open';
  const planned = approval.planned ?? [];
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
          {planned.length > 0 && (
            <>
              <Title order={3} mt="md" mb="xs">
                What will be done
              </Title>
              <ChangeList changes={planned} />
            </>
          )}
          {approval.approvers.length > 0 && (
            <Text size="xs" c="dimmed" mt="sm">
              May decide: {approval.approvers.join(', ')}
            </Text>
          )}
        </div>
        {open ? (
          <DecisionForm approval={approval} />
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
