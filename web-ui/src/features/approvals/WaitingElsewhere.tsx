import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Approval } from '@/api/types';
import { waitingRunsQuery } from '@/api/runs';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';

const shownMax = 8;

/** A pause ends by itself: nobody decides it. */
const byTheClock = /^until \d/;

/** Runs that wait for somebody or something else: a change in a ticket system, a scan, a patch. */
export function WaitingElsewhere({ asked }: { readonly asked: readonly Approval[] }) {
  const running = useQuery(waitingRunsQuery);
  const here = new Set(asked.map(({ run }) => run));
  const waiting = (running.data ?? []).filter(({ id, waitingFor }) => waitingFor !== '' && !byTheClock.test(waitingFor) && !here.has(id));
  if (waiting.length === 0) return null;
  return (
    <Paper component="section" aria-labelledby="elsewhere" radius="lg" p="lg" mt="md">
      <Title order={2} size="h4" id="elsewhere">Waiting elsewhere</Title>
      <Text size="sm" c="dimmed" mb="xs">
        These runs are decided or finished in another system. Sluice looks by itself and goes on.
      </Text>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'What waits, in a table' } }}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Run</Table.Th>
              <Table.Th>Waits for</Table.Th>
              <Table.Th>Started</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {waiting.slice(0, shownMax).map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td>
                  <TextLink to="/runs/$runId" params={{ runId: run.id }} fw={600}>{run.workflow.name}</TextLink>
                </Table.Td>
                <Table.Td>{run.waitingFor}</Table.Td>
                <Table.Td><When at={run.startedAt} /></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {waiting.length > shownMax && (
        <TextLink to="/runs" search={{ status: 'running' }} size="sm">
          All running runs
        </TextLink>
      )}
    </Paper>
  );
}
