import { Group, Paper, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { ComparedNode, Comparison, Difference, Side } from '@/model/compareRuns';
import { spanText } from '@/model/time';
import { StepBadge } from '@/shared/status/StepBadge';
import { JsonBlock } from '@/shared/ui/JsonBlock';

const words: { readonly [difference in Difference]: string } = {
  same: 'The same',
  'only-a': 'Only in the first',
  'only-b': 'Only in the second',
  state: 'Ended otherwise',
  output: 'Other output',
};

/** Step by step: state, time and output of both runs. */
export function CompareTable({ comparison }: { readonly comparison: Comparison }) {
  const [shown, setShown] = useState('different');
  const different = comparison.nodes.filter((node) => node.difference !== 'same');
  const nodes = shown === 'all' ? comparison.nodes : different;
  return (
    <Paper component="section" radius="lg" p="md" mt="md" aria-labelledby="steps">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} id="steps">
            Step by step
          </Title>
          <Text size="sm" c="dimmed">
            {different.length === 0 && comparison.edges.length === 0
              ? 'Both runs went the same way, and the same came out.'
              : `${different.length} of ${comparison.nodes.length} steps differ${ways(comparison)}.`}
          </Text>
        </div>
        <SegmentedControl
          size="xs"
          aria-label="Steps shown"
          data={[{ value: 'different', label: 'What differs' }, { value: 'all', label: 'All steps' }]}
          value={shown}
          onChange={setShown}
        />
      </Group>
      <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Steps of both runs' } }}>
        <Table verticalSpacing={8} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="24%">Step</Table.Th>
              <Table.Th>First</Table.Th>
              <Table.Th>Second</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {nodes.map((node) => (
              <Table.Tr key={node.node} style={{ verticalAlign: 'top' }}>
                <Table.Th scope="row">
                  <Text size="sm" fw={600}>
                    {node.name}
                  </Text>
                  <Text size="xs" c="dimmed" fw={400}>
                    {words[node.difference]}
                    {node.paths.length > 0 && `: ${node.paths.join(', ')}`}
                  </Text>
                </Table.Th>
                <Table.Td>
                  <SideFacts side={node.a} node={node} />
                </Table.Td>
                <Table.Td>
                  <SideFacts side={node.b} node={node} slower={slowerBy(node)} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

interface SideProps {
  readonly side: Side | undefined;
  readonly node: ComparedNode;
  readonly slower?: number | undefined;
}

function SideFacts({ side, node, slower }: SideProps) {
  if (!side) return <Text size="sm" c="dimmed">Not reached</Text>;
  return (
    <>
      <Group gap="xs" mb={6}>
        <StepBadge state={side.state} />
        <Text size="sm" className="numbers">
          {side.millis === null ? 'still going on' : spanText(side.millis)}
          {slower !== undefined && slower !== 0 && (
            <Text span size="xs" c="dimmed">
              {' '}
              ({slower > 0 ? '+' : '−'}
              {spanText(Math.abs(slower))})
            </Text>
          )}
          {side.visits > 1 && ` · ×${side.visits}`}
        </Text>
      </Group>
      {node.difference !== 'same' && <JsonBlock value={side.output} label={`Output of ${node.name}`} maxHeight={160} empty="No output." />}
    </>
  );
}

/** By how much the second took longer, in milliseconds; unknown while one of them goes on. */
function slowerBy({ a, b }: ComparedNode): number | undefined {
  return typeof a?.millis === 'number' && typeof b?.millis === 'number' ? b.millis - a.millis : undefined;
}

function ways({ edges }: Comparison): string {
  if (edges.length === 0) return '';
  const only = (side: 'a' | 'b') => edges.filter((edge) => edge[side] > 0 && edge[side === 'a' ? 'b' : 'a'] === 0).length;
  return `; ${only('a')} ways were gone only by the first run, ${only('b')} only by the second`;
}
