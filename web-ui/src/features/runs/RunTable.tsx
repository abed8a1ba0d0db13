import { Button, Checkbox, Group, Paper, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '@/api/session';
import type { RunSummary } from '@/api/types';
import { DryRunBadge, isDryRun, RunBadge } from '@/shared/status/RunBadge';
import { TextLink } from '@/shared/ui/links';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';
import { CancelDialog } from './CancelDialog';

/** Runs in rows; several can be canceled at once. */
export function RunTable({ runs }: { readonly runs: readonly RunSummary[] }) {
  const operator = useCan('operator');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [canceling, setCanceling] = useState(false);
  const open = runs.filter((run) => run.status === 'running');
  const selected = open.filter((run) => chosen.has(run.id));
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });

  return (
    <Paper radius="lg" p="xs">
      {selected.length > 0 && (
        <Group p="xs" gap="sm">
          <Text size="sm" fw={600}>
            {selected.length} chosen
          </Text>
          <Button size="xs" variant="default" onClick={() => setCanceling(true)}>
            Cancel them…
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
        </Group>
      )}
      <Table.ScrollContainer minWidth={880} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Runs' } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {operator && (
                <Table.Th w={40}>
                  <Checkbox
                    size="xs"
                    aria-label="Choose all running"
                    disabled={open.length === 0}
                    checked={open.length > 0 && selected.length === open.length}
                    indeterminate={selected.length > 0 && selected.length < open.length}
                    onChange={(event) => setChosen(new Set(event.currentTarget.checked ? open.map((run) => run.id) : []))}
                  />
                </Table.Th>
              )}
              <Table.Th>Run</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Now at</Table.Th>
              <Table.Th>Started</Table.Th>
              <Table.Th>Took</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.id}>
                {operator && (
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={`Choose run ${run.id}`}
                      disabled={run.status !== 'running'}
                      checked={chosen.has(run.id)}
                      onChange={(event) => toggle(run.id, event.currentTarget.checked)}
                    />
                  </Table.Td>
                )}
                <Cells run={run} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <CancelDialog runs={selected.map((run) => run.id)} opened={canceling} onClose={() => setCanceling(false)} />
    </Paper>
  );
}

function Cells({ run }: { readonly run: RunSummary }) {
  return (
    <>
      <Table.Td>
        <TextLink to="/runs/$runId" params={{ runId: run.id }} fw={600}>
          {run.workflow.name}
        </TextLink>
        <Text size="xs" c="dimmed">
          <span className="mono">{run.id}</span> · v{run.workflow.version}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <RunBadge status={run.status} incidents={run.incidents} />
          {isDryRun(run.mode) && <DryRunBadge />}
        </Group>
      </Table.Td>
      <Table.Td maw={280}>
        <Text size="sm" lineClamp={2}>
          {run.waitingFor || run.nodes.join(', ') || <Text span c="dimmed">–</Text>}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <When at={run.startedAt} />
        </Text>
        <Text size="xs" c="dimmed">
          by {run.startedBy}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <Took from={run.startedAt} to={run.endedAt} />
        </Text>
      </Table.Td>
    </>
  );
}
