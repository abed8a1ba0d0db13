import { ScrollArea, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { logQuery } from '@/api/runs';
import type { Run } from '@/api/types';
import { stepName } from '@/model/overlay';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';

/** What the steps wrote down while they worked. */
export function LogView({ run }: { readonly run: Run }) {
  const log = useQuery(logQuery(run.id, run.version));
  if (log.isPending) return <Loading rows={4} height={30} />;
  if (log.isError) return <ErrorNote error={log.error} onRetry={() => log.refetch()} />;
  if (log.data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No step has written anything.
      </Text>
    );
  }
  const names = new Map(run.steps.map((step) => [String(step.id), stepName(run, step)]));
  return (
    <ScrollArea.Autosize mah={560} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Log' }}>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {log.data.map((line, index) => (
            <Table.Tr key={`${line.at} ${index}`}>
              <Table.Td fz="xs">
                <When at={line.at} as="time" />
              </Table.Td>
              <Table.Td fz="xs">{names.get(String(line.step))}</Table.Td>
              <Table.Td fz="xs" className="mono">
                {line.message}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
