import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCatalogue } from '@/api/catalogue';
import type { Workflow, WorkflowTrigger } from '@/api/types';
import { triggersQuery } from '@/api/workflows';
import { findNode, nodeName } from '@/model/workflow';
import { EmptyState } from '@/shared/ui/EmptyState';
import { SenderPanel } from '@/shared/trigger/SenderPanel';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';

/** How runs of this workflow begin. */
export function TriggerList({ workflow }: { readonly workflow: Workflow }) {
  const triggers = useQuery(triggersQuery(workflow.id));
  if (triggers.isPending) return <Loading rows={2} />;
  if (triggers.isError) return <ErrorNote error={triggers.error} onRetry={() => triggers.refetch()} />;
  if (triggers.data.length === 0) {
    return (
      <EmptyState icon={IconBolt} title="No trigger">
        This workflow has no start that something outside could set off.
      </EmptyState>
    );
  }
  return (
    <Stack gap="sm">
      {triggers.data.map((trigger) => (
        <Trigger key={trigger.node} workflow={workflow} trigger={trigger} />
      ))}
    </Stack>
  );
}

function Trigger({ workflow, trigger }: { readonly workflow: Workflow; readonly trigger: WorkflowTrigger }) {
  const catalogue = useCatalogue();
  const type = catalogue.triggerTypes.find(({ id }) => id === trigger.type);
  const node = findNode(workflow.document, trigger.node);
  return (
    <Paper p="md" radius="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3">{node ? nodeName(node) : trigger.node}</Title>
          <Text size="sm" c="dimmed">
            {type ? `${type.title}: ${type.summary}` : trigger.type}
          </Text>
        </div>
        {trigger.nextFire && (
          <Text size="sm">
            Next: <When at={trigger.nextFire} as="full" /> (<When at={trigger.nextFire} />)
          </Text>
        )}
      </Group>
      {trigger.url && (
        <Box mt="sm">
          <SenderPanel workflow={workflow.id} trigger={trigger} config={node?.config ?? {}} />
        </Box>
      )}
    </Paper>
  );
}
