import { Table, Text } from '@mantine/core';
import { IconRadar2 } from '@tabler/icons-react';
import type { World } from '@/api/sandbox';
import { kebab } from '@/model/json';
import { Badge, type BadgeTone } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { When } from '@/shared/ui/When';

const tones: { readonly [state: string]: BadgeTone | undefined } = {
  finished: 'good', succeeded: 'good', running: 'work', executing: 'work', queued: 'wait', waiting: 'wait',
  error: 'bad', failed: 'bad', canceled: 'plain',
};

/** What the simulated scanner and patcher are at. */
export function Scans({ world }: { readonly world: World }) {
  if (world.scans.length + world.patchJobs.length === 0) {
    return (
      <EmptyState icon={IconRadar2} title="No scan and no patch job">
        A workflow launches them; they take simulated minutes.
      </EmptyState>
    );
  }
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Scans and patch jobs' } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th>Title</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Begun (simulated time)</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {world.scans.toReversed().map((scan) => (
            <Line
              key={scan.ref}
              what="Scan"
              title={scan.title}
              id={scan.ref}
              state={kebab(scan.state)}
              extra={scan.subState ?? (scan.processed ? 'processed' : undefined)}
              at={scan.launched}
            />
          ))}
          {world.patchJobs.toReversed().map((job) => (
            <Line
              key={job.id}
              what="Patch job"
              title={job.name}
              id={job.id}
              state={patchState(job)}
              extra={undefined}
              at={job.created}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface LineProps {
  readonly what: string;
  readonly title: string;
  readonly id: string;
  readonly state: string;
  readonly extra: string | undefined;
  readonly at: string;
}

function Line({ what, title, id, state, extra, at }: LineProps) {
  return (
    <Table.Tr>
      <Table.Td>{what}</Table.Td>
      <Table.Td maw={380}>
        <Text size="sm">{title}</Text>
        <Text size="xs" c="dimmed" className="mono">
          {id}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge tone={tones[state] ?? 'plain'}>{extra ? `${state} · ${extra}` : state}</Badge>
      </Table.Td>
      <Table.Td>
        <When at={at} as="full" />
      </Table.Td>
    </Table.Tr>
  );
}

function patchState(job: World['patchJobs'][number]): string {
  const phases = job.runs.flatMap((run) => run.results.map((result) => kebab(result.phase)));
  return phases.at(-1) ?? (job.enabled ? 'enabled' : 'disabled');
}
