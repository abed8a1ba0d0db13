import { Button, Group, Modal, Paper, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconUsersPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupsQuery, useCreateGroup, useDeleteGroup } from '@/api/groups';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyProblem } from '@/shared/ui/notify';
import { GroupMembers } from './GroupMembers';

/** Groups of people: what many may do is granted once, in the projects. */
export function Groups() {
  const groups = useQuery(groupsQuery);
  const remove = useDeleteGroup();
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string>();
  if (groups.isPending) return <Loading rows={3} />;
  if (groups.isError) return <ErrorNote error={groups.error} onRetry={() => groups.refetch()} />;
  const opened = groups.data.find((group) => group.name === shown);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={620}>
          A group has roles in projects (under Projects) or on single workflows and connections. Who is in it has them
          beside the own ones.
        </Text>
        <Button leftSection={<IconUsersPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          Add a group
        </Button>
      </Group>
      {groups.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          There is no group yet.
        </Text>
      ) : (
        <Paper radius="lg" p="xs">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>What for</Table.Th>
                <Table.Th>Members</Table.Th>
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.data.map((group) => (
                <Table.Tr key={group.name}>
                  <Table.Td fw={600}>{group.name}</Table.Td>
                  <Table.Td>{group.description}</Table.Td>
                  <Table.Td>{group.members.map((member) => member.name).join(', ')}</Table.Td>
                  <Table.Td>
                    <Group gap="xs" justify="flex-end" wrap="nowrap">
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`Members of ${group.name}`}
                        onClick={() => setShown(group.name)}
                      >
                        Members
                      </Button>
                      <ConfirmButton
                        label="Delete"
                        variant="subtle"
                        color="red"
                        size="xs"
                        aria-label={`Delete ${group.name}`}
                        question={`Delete ${group.name}?`}
                        confirm="Delete"
                        onConfirm={() => remove.mutate(group.name, { onError: notifyProblem })}
                      >
                        Its members lose at once what they may do by it alone, in every project.
                      </ConfirmButton>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {adding && <NewGroup onClose={() => setAdding(false)} onMade={setShown} />}
      {opened && <GroupMembers group={opened} onClose={() => setShown(undefined)} />}
    </Stack>
  );
}

function NewGroup({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (name: string) => void }) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const create = useCreateGroup();
  const made = () => {
    onClose();
    onMade(name);
  };
  return (
    <Modal opened onClose={onClose} title="Add a group">
      <Stack>
        <TextInput
          label="Name"
          description="Small letters, digits and hyphens; it never changes."
          withAsterisk
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]+/g, '-'))}
        />
        <TextInput
          label="What for"
          maxLength={400}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <ErrorNote error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={create.isPending}
            disabled={name === ''}
            onClick={() => create.mutate({ name, description }, { onSuccess: made })}
          >
            Add
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
