import { Table } from '@mantine/core';
import type { Dashboard } from '@/api/dashboard';
import { measureText } from '@/model/dashboard';
import { TextLink } from '@/shared/ui/links';
import { Card, Fine } from './Card';

/** How long the runs of each workflow take. */
export function DurationsCard({ durations }: { readonly durations: Dashboard['durations'] }) {
  return (
    <Card title="How long runs take" size="half">
      {durations.length === 0 ? (
        <Fine>Known once a run has ended.</Fine>
      ) : (
        <Table verticalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Workflow</Table.Th>
              <Table.Th>Runs</Table.Th>
              <Table.Th>Half within</Table.Th>
              <Table.Th>95 % within</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {durations.map((row) => (
              <Table.Tr key={row.workflow.id}>
                <Table.Td>
                  <TextLink to="/runs" search={{ workflow: row.workflow.id }} fz="sm">
                    {row.workflow.name}
                  </TextLink>
                </Table.Td>
                <Table.Td className="numbers">{row.count}</Table.Td>
                <Table.Td className="numbers">{measureText(row.p50)}</Table.Td>
                <Table.Td className="numbers">{measureText(row.p95)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
