import { Button, Group, Modal, Paper, Select, Stack, Table, Text } from '@mantine/core';
import { IconUser, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usersQuery } from '@/api/administration';
import { groupPartsQuery, groupsQuery, useSetGroupRoles } from '@/api/groups';
import { membersQuery, useSetMember } from '@/api/projects';
import { type Project, type Role, roles } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { RolePicker } from './RolePicker';

const offered = roles.filter((role) => role !== 'admin');

/** A person or a group, with roles in the project. */
interface Part {
  readonly kind: 'user' | 'group';
  readonly name: string;
  readonly roles: readonly Role[];
}

interface Props {
  readonly project: Project;
  readonly onClose: () => void;
}

/** Who has which part in a project: people by name, and groups. */
export function ProjectMembers({ project, onClose }: Props) {
  const members = useQuery({ ...membersQuery(project.id), enabled: project.id !== 'default' });
  const parts = useQuery(groupPartsQuery(project.id));
  const users = useQuery(usersQuery);
  const groups = useQuery(groupsQuery);
  const [edited, setEdited] = useState<Part>();
  const shown: Part[] = [
    ...(members.data ?? []).map(({ name, roles: held }) => ({ kind: 'user' as const, name, roles: held })),
    ...(parts.data ?? []).map(({ name, roles: held }) => ({ kind: 'group' as const, name, roles: held })),
  ];
  const others = (kind: Part['kind'], names: readonly string[]) =>
    names.filter((name) => !shown.some((part) => part.kind === kind && part.name === name));
  const add = (kind: Part['kind']) => (name: string | null) => name && setEdited({ kind, name, roles: ['viewer'] });
  return (
    <Modal opened onClose={onClose} title={`Members of ${project.name}`} size="lg">
      <Stack>
        <ErrorNote error={members.error ?? parts.error ?? users.error ?? groups.error} />
        {project.id === 'default' && (
          <Text size="sm" c="dimmed">
            The roles of single people in this project are those under People.
          </Text>
        )}
        <PartTable parts={shown} onEdit={setEdited} />
        {shown.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody yet. Administrators see and manage every project.
          </Text>
        )}
        {edited ? (
          <PartRoles
            key={edited.kind + edited.name}
            project={project}
            part={edited}
            onClose={() => setEdited(undefined)}
          />
        ) : (
          <Group grow>
            {project.id !== 'default' && (
              <Select
                label="Add somebody"
                placeholder="Choose a person"
                searchable
                data={others('user', (users.data ?? []).map((user) => user.name))}
                value={null}
                onChange={add('user')}
              />
            )}
            <Select
              label="Add a group"
              placeholder="Choose a group"
              searchable
              data={others('group', (groups.data ?? []).map((group) => group.name))}
              value={null}
              onChange={add('group')}
            />
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function PartTable({ parts, onEdit }: { readonly parts: readonly Part[]; readonly onEdit: (part: Part) => void }) {
  return (
    <Table>
      <Table.Tbody>
        {parts.map((part) => (
          <Table.Tr key={part.kind + part.name}>
            <Table.Td fw={600}>
              <Group gap={8} wrap="nowrap">
                {part.kind === 'group' ? (
                  <IconUsers size={16} aria-label="Group" />
                ) : (
                  <IconUser size={16} aria-label="Person" />
                )}
                {part.name}
              </Group>
            </Table.Td>
            <Table.Td>{part.roles.join(', ')}</Table.Td>
            <Table.Td ta="right">
              <Button variant="default" size="xs" aria-label={`Roles of ${part.name}`} onClick={() => onEdit(part)}>
                Roles
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PartRoles({ project, part, onClose }: {
  readonly project: Project;
  readonly part: Part;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<readonly Role[]>(part.roles);
  const member = useSetMember();
  const group = useSetGroupRoles();
  const save = part.kind === 'group' ? group : member;
  const put = (given: readonly Role[]) =>
    save.mutate({ project: project.id, name: part.name, roles: given }, { onSuccess: onClose });
  return (
    <Paper p="sm" radius="md" withBorder>
      <Stack>
        <Text fw={600}>{part.name}</Text>
        <RolePicker value={chosen} offered={offered} onChange={setChosen} />
        <ErrorNote error={save.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="red" onClick={() => put([])}>
            Take out
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={save.isPending} onClick={() => put(chosen)}>
            Save roles
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
