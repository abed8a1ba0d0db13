import { Button, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { usersQuery } from '@/api/administration';
import { usePutInGroup, useTakeOutOfGroup } from '@/api/groups';
import type { PeopleGroup } from '@/api/types';
import { Badge } from '@/shared/ui/Badge';
import { ErrorNote } from '@/shared/ui/ErrorNote';

interface Props {
  readonly group: PeopleGroup;
  readonly onClose: () => void;
}

/** Who is in a group: put in here, or told by an identity provider. */
export function GroupMembers({ group, onClose }: Props) {
  const users = useQuery(usersQuery);
  const putIn = usePutInGroup();
  const takeOut = useTakeOutOfGroup();
  const inside = new Set(group.members.map((member) => member.name));
  const others = (users.data ?? []).filter((user) => !inside.has(user.name));
  return (
    <Modal opened onClose={onClose} title={`Members of ${group.name}`} size="lg">
      <Stack>
        <ErrorNote error={users.error ?? putIn.error ?? takeOut.error} />
        <Table>
          <Table.Tbody>
            {group.members.map((member) => (
              <Table.Tr key={member.name}>
                <Table.Td fw={600}>{member.name}</Table.Td>
                <Table.Td>{member.disabled && <Badge tone="plain">Disabled</Badge>}</Table.Td>
                <Table.Td c="dimmed">{member.providers.length > 0 && `told by ${member.providers.join(', ')}`}</Table.Td>
                <Table.Td ta="right">
                  {member.byHand && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Take ${member.name} out`}
                      loading={takeOut.isPending && takeOut.variables.user === member.name}
                      onClick={() => takeOut.mutate({ group: group.name, user: member.name })}
                    >
                      Take out
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {group.members.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody yet.
          </Text>
        )}
        <Select
          label="Put somebody in"
          placeholder="Choose a person"
          searchable
          data={others.map((user) => user.name)}
          value={null}
          onChange={(user) => user && putIn.mutate({ group: group.name, user })}
        />
      </Stack>
    </Modal>
  );
}
