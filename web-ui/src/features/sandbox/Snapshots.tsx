import { Button, Group, Table, Text } from '@mantine/core';
import { IconCamera, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useSandbox, type WorldSnapshot } from '@/api/sandbox';
import { useCan } from '@/api/session';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';

/** Disk snapshots, encrypted or not. */
export function Snapshots({ snapshots }: { readonly snapshots: readonly WorldSnapshot[] }) {
  const sandbox = useSandbox<WorldSnapshot>();
  const operator = useCan('operator');
  const take = () =>
    sandbox.mutate(
      { path: 'snapshots', body: { encrypted: false } },
      {
        onSuccess: (made) => notifyDone(`${made.snapshotId} taken; its event is on the way.`),
        onError: notifyProblem,
      },
    );
  const button = operator && (
    <Button variant="default" size="xs" leftSection={<IconCamera size={15} aria-hidden />} loading={sandbox.isPending} onClick={take}>
      Take an unencrypted snapshot
    </Button>
  );
  if (snapshots.length === 0) {
    return (
      <EmptyState icon={IconCamera} title="No snapshot" actions={button}>
        Take one that is not encrypted and let a workflow find and encrypt it.
      </EmptyState>
    );
  }
  return (
    <>
      <Group justify="flex-end" mb="xs">
        {button}
      </Group>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Snapshot</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Encryption</Table.Th>
            <Table.Th>Copy of</Table.Th>
            <Table.Th>Tags</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {snapshots.toReversed().map((snapshot) => (
            <Table.Tr key={snapshot.snapshotId}>
              <Table.Td className="mono">{snapshot.snapshotId}</Table.Td>
              <Table.Td>{snapshot.state}</Table.Td>
              <Table.Td>
                <Badge
                  tone={snapshot.encrypted ? 'good' : 'warn'}
                  icon={snapshot.encrypted ? <IconLock aria-hidden /> : <IconLockOpen aria-hidden />}
                >
                  {snapshot.encrypted ? 'encrypted' : 'plain'}
                </Badge>
              </Table.Td>
              <Table.Td className="mono">{snapshot.sourceId}</Table.Td>
              <Table.Td>
                <Text size="xs">
                  {Object.entries(snapshot.tags ?? {})
                    .map(([key, value]) => `${key}=${value}`)
                    .join(', ')}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
