import { Button, Group, NumberInput, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { historyQuery, retentionQuery, usePurge, useSaveRetention } from '@/api/retention';
import type { Retention } from '@/api/types';
import { RunBadge } from '@/shared/status/RunBadge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { MoreButton } from '@/shared/ui/MoreButton';
import { notifyDone } from '@/shared/ui/notify';
import { When } from '@/shared/ui/When';
import { WorkflowRules } from './WorkflowRules';

/** How long ended runs are kept, and what stays of those that are gone. */
export function RetentionSettings() {
  const retention = useQuery(retentionQuery);
  if (retention.isPending) return <Loading rows={3} />;
  if (retention.isError) return <ErrorNote error={retention.error} onRetry={() => retention.refetch()} />;
  return (
    <Stack gap="lg">
      <Rules retention={retention.data} />
      <History />
    </Stack>
  );
}

const kinds = [
  { key: 'completed', label: 'Completed runs' },
  { key: 'failed', label: 'Failed runs' },
  { key: 'canceled', label: 'Canceled runs' },
  { key: 'history', label: 'Lines of purged runs' },
] as const;

function Rules({ retention }: { readonly retention: Retention }) {
  const [rules, setRules] = useState(retention);
  const save = useSaveRetention();
  const purge = usePurge();
  return (
    <Paper radius="lg" p="lg" maw={760}>
      <Stack>
        <Text size="sm">
          Days to keep what has ended; empty is for ever. A purged run leaves a line behind, below. Every ten minutes the
          server looks which are over.
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {kinds.map(({ key, label }) => (
            <NumberInput
              key={key}
              label={label}
              placeholder="For ever"
              suffix=" days"
              min={1}
              max={36_500}
              allowDecimal={false}
              value={rules[key] ?? ''}
              onChange={(value) => setRules({ ...rules, [key]: typeof value === 'number' ? value : null })}
            />
          ))}
        </SimpleGrid>
        <WorkflowRules rules={rules.workflows} onChange={(workflows) => setRules({ ...rules, workflows })} />
        <ErrorNote error={save.error ?? purge.error} />
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            loading={purge.isPending}
            onClick={() => purge.mutate(undefined, { onSuccess: ({ runs }) => notifyDone(`${runs} runs are gone.`) })}
          >
            Purge now
          </Button>
          <Button loading={save.isPending} onClick={() => save.mutate(rules, { onSuccess: () => notifyDone('Saved.') })}>
            Save
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function History() {
  const history = useInfiniteQuery(historyQuery);
  const lines = history.data?.pages.flatMap((page) => page.items) ?? [];
  if (lines.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        Purged runs
      </Title>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Workflow</Table.Th>
              <Table.Th>Status</Table.Th>
              <Table.Th>Ended</Table.Th>
              <Table.Th>By</Table.Th>
              <Table.Th>Changes</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.id}>
                <Table.Td>
                  {line.workflow.name}
                  <Text size="xs" c="dimmed" className="mono">
                    {line.id}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <RunBadge status={line.status} />
                </Table.Td>
                <Table.Td>
                  <When at={line.endedAt} />
                </Table.Td>
                <Table.Td>{line.startedBy}</Table.Td>
                <Table.Td className="numbers">
                  {line.changes}
                  {line.undone > 0 && `, ${line.undone} undone`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton query={history} />
    </Stack>
  );
}
