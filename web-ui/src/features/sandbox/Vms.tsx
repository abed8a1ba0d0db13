import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconLock, IconServerBolt, IconWorld } from '@tabler/icons-react';
import { useSandbox, type Vm, type World } from '@/api/sandbox';
import { useCan } from '@/api/session';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { LaunchButton } from './LaunchButton';

/** The machines, who can reach them, and what the scanner knows of them. */
export function Vms({ world }: { readonly world: World }) {
  if (world.vms.length === 0) {
    return (
      <EmptyState icon={IconServerBolt} title="No machine yet" actions={<LaunchButton />}>
        Launch one that faces the internet and watch a workflow find, scan, quarantine and patch it.
      </EmptyState>
    );
  }
  return (
    <Table.ScrollContainer minWidth={860} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Machines' } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Machine</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Addresses</Table.Th>
            <Table.Th>Security groups</Table.Th>
            <Table.Th>TruRisk</Table.Th>
            <Table.Th>Tags</Table.Th>
            <Table.Th>
<VisuallyHidden>Actions</VisuallyHidden>
</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {world.vms.toReversed().map((vm) => (
            <Row key={vm.instanceId} vm={vm} world={world} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ vm, world }: { readonly vm: Vm; readonly world: World }) {
  const sandbox = useSandbox();
  const operator = useCan('operator');
  const asset = world.assets.find((candidate) => candidate.instanceId === vm.instanceId);
  const groups = [...new Set(vm.interfaces.flatMap((one) => one.groups))];
  const names = new Map(world.securityGroups.map((group) => [group.groupId, group.name]));
  const tagNames = (asset?.tagIds ?? []).map((id) => world.tags.find((tag) => tag.id === id)?.name ?? String(id));
  const again = () =>
    sandbox.mutate(
      { path: `vms/${vm.instanceId}/events` },
      { onSuccess: () => notifyDone('The same event was delivered again.'), onError: notifyProblem },
    );
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {vm.name}
        </Text>
        <Text size="xs" c="dimmed" className="mono">
          {vm.instanceId}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge tone={vm.state === 'running' ? 'good' : 'plain'}>{vm.state}</Badge>
      </Table.Td>
      <Table.Td>
        <Text size="sm" className="numbers">
          {vm.publicIp ?? 'no public address'}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {vm.privateIp}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {groups.map((group) => {
            const name = names.get(group) ?? group;
            const quarantine = name.includes('quarantine');
            return (
              <Badge
                key={group}
                tone={quarantine ? 'warn' : 'plain'}
                title={group}
                icon={quarantine ? <IconLock aria-hidden /> : <IconWorld aria-hidden />}
              >
                {name}
              </Badge>
            );
          })}
        </Group>
      </Table.Td>
      <Table.Td className="numbers" fw={600}>
        {asset?.truRisk ?? <Text span size="sm" c="dimmed" fw={400}>not scanned</Text>}
      </Table.Td>
      <Table.Td>
        <Text size="xs">{tagNames.join(', ')}</Text>
      </Table.Td>
      <Table.Td ta="right">
        {operator && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Event again for ${vm.name}`}
            loading={sandbox.isPending}
            onClick={again}
          >
            Event again
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
