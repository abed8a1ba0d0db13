import { Button, Group, Paper, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Verdicts } from '@/api/types';
import { verdictsQuery } from '@/api/verdicts';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';

type Shown = 'all' | 'pass' | 'fail';

/** The workflow as a control: which resources pass, which do not, and why. */
export function VerdictList({ workflow }: { readonly workflow: string }) {
  const [shown, setShown] = useState<Shown>('all');
  const verdicts = useInfiniteQuery(verdictsQuery(workflow, shown === 'all' ? undefined : shown));
  const first = verdicts.data?.pages[0];
  if (verdicts.isError) return <ErrorNote error={verdicts.error} onRetry={() => void verdicts.refetch()} />;
  if (!first) return <Loading rows={3} height={40} />;
  if (first.passed + first.failed === 0) {
    return (
      <EmptyState icon={IconGavel} title="No verdicts yet">
        When a run ends at a verdict end, the resource it has judged is listed here with whether it passes.
      </EmptyState>
    );
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="xs">
          <Badge tone="good">{first.passed} pass</Badge>
          <Badge tone={first.failed > 0 ? 'bad' : 'plain'}>{first.failed} fail</Badge>
        </Group>
        <SegmentedControl
          aria-label="Verdicts shown"
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'all', label: 'All' },
            { value: 'pass', label: 'Pass' },
            { value: 'fail', label: 'Fail' },
          ]}
        />
      </Group>
      <Rows items={verdicts.data?.pages.flatMap((page) => page.items) ?? []} />
      {verdicts.hasNextPage && (
        <Button variant="default" loading={verdicts.isFetchingNextPage} onClick={() => void verdicts.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Stack>
  );
}

function Rows({ items }: { readonly items: Verdicts['items'] }) {
  return (
    <Paper radius="lg" p="xs">
      <Table aria-label="Verdicts">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Resource</Table.Th>
            <Table.Th>Verdict</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th>Judged</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ resource, result, reason, run, at }) => (
            <Table.Tr key={resource}>
              <Table.Td className="mono">{resource}</Table.Td>
              <Table.Td>
                <Badge tone={result === 'pass' ? 'good' : 'bad'}>{result}</Badge>
              </Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={3}>
                  {reason}
                </Text>
              </Table.Td>
              <Table.Td>
                <TextLink to="/runs/$runId" params={{ runId: run }}>
                  <When at={at} />
                </TextLink>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
