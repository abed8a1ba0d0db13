import { Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { connectionUsesQuery, useWithdrawConnection } from '@/api/administration';
import type { ConnectionUse } from '@/api/types';
import { Badge } from '@/shared/ui/Badge';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';

/** What goes on using a connection, by whose right, and the way to end it. */
export function ConnectionUses({ name, restricted }: { readonly name: string; readonly restricted: boolean }) {
  const uses = useQuery(connectionUsesQuery(name));
  const all = uses.data ?? [];
  const lapsed = restricted ? all.filter(({ allowed, rightStands }) => allowed && !rightStands) : [];
  if (all.length === 0) return <ErrorNote error={uses.error} />;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text fw={600}>Published workflows that use it</Text>
        {lapsed.length > 0 && <Stop name={name} uses={lapsed} label={`Stop these ${lapsed.length}`} />}
      </Group>
      {lapsed.length > 0 && (
        <Text size="sm" c="dimmed">
          {lapsed.length === 1 ? 'One goes on' : `${lapsed.length} go on`} by the right of somebody who has it no more.
        </Text>
      )}
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Workflow</Table.Th>
            <Table.Th>By the right of</Table.Th>
            <Table.Th>State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map((use) => (
            <Table.Tr key={use.workflow}>
              <Table.Td>
                {use.name}, version {use.version}
              </Table.Td>
              <Table.Td>{use.publishedBy}</Table.Td>
              <Table.Td>
                <Group gap="xs" justify="space-between" wrap="nowrap">
                  <State use={use} />
                  {restricted && use.allowed && <Stop name={name} uses={[use]} label="Stop" />}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function State({ use }: { readonly use: ConnectionUse }) {
  if (!use.allowed) return <Badge tone="bad">Refused</Badge>;
  return use.rightStands ? <Badge tone="good">Goes on</Badge> : <Badge tone="warn">Right is gone</Badge>;
}

function Stop({ name, uses, label }: { readonly name: string; readonly uses: readonly ConnectionUse[]; readonly label: string }) {
  const withdraw = useWithdrawConnection(name);
  const names = uses.map((use) => use.name).join(', ');
  return (
    <ConfirmButton
      label={label}
      variant="default"
      size="xs"
      loading={withdraw.isPending}
      aria-label={`${label}: ${names}`}
      question={`Stop ${names} from using ${name}?`}
      confirm="Stop"
      onConfirm={() =>
        withdraw.mutate(
          uses.map(({ workflow }) => workflow),
          { onSuccess: () => notifyDone('Stopped.'), onError: notifyProblem },
        )
      }
    >
      The next step that asks for {name} waits as an incident, in runs under way too. Publishing anew, by somebody who may, begins it anew.
    </ConfirmButton>
  );
}
