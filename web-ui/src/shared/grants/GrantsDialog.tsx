import { Button, Checkbox, Group, Modal, Paper, Select, Stack, Table, Text } from '@mantine/core';
import { IconUser, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usersQuery } from '@/api/administration';
import { grantsQuery, type Subject, useSetGrant } from '@/api/grants';
import { groupsQuery } from '@/api/groups';
import type { Grant } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';

interface Offered {
  readonly role: string;
  readonly meaning: string;
}

const offered: { readonly [kind in Subject['kind']]: readonly Offered[] } = {
  workflows: [
    { role: 'viewer', meaning: 'sees it, its runs, events and approvals' },
    { role: 'operator', meaning: 'starts, cancels and repairs its runs' },
    { role: 'editor', meaning: 'changes and publishes it' },
    { role: 'approver', meaning: 'decides its approvals' },
  ],
  connections: [
    { role: 'use', meaning: 'has it used by workflows' },
    { role: 'connection-manager', meaning: 'uses and changes it' },
  ],
};

interface Props {
  readonly subject: Subject;
  readonly title: string;
  /** What else is settled here. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}

/** Who may do what with one workflow or one connection, beside those with a role for all of the project. */
export function GrantsDialog({ subject, title, children, onClose }: Props) {
  const grants = useQuery(grantsQuery(subject));
  const users = useQuery(usersQuery);
  const groups = useQuery(groupsQuery);
  const [edited, setEdited] = useState<Grant>();
  const roles = offered[subject.kind];
  const others = (kind: Grant['kind'], names: readonly string[]) =>
    names.filter((name) => !grants.data?.some((grant) => grant.kind === kind && grant.name === name));
  const add = (kind: Grant['kind']) => (name: string | null) =>
    name && setEdited({ kind, name, roles: roles.slice(0, 1).map(({ role }) => role) });
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Stack>
        {children}
        <ErrorNote error={grants.error ?? users.error ?? groups.error} />
        <GrantTable grants={grants.data ?? []} onEdit={setEdited} />
        {grants.data?.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing is granted on it alone. Roles for all of the project hold here too.
          </Text>
        )}
        {edited ? (
          <GrantRoles
            key={edited.kind + edited.name}
            subject={subject}
            grant={edited}
            roles={roles}
            onClose={() => setEdited(undefined)}
          />
        ) : (
          <Group grow>
            <Select
              label="Grant to a person"
              placeholder="Choose a person"
              searchable
              data={others('user', (users.data ?? []).map((user) => user.name))}
              value={null}
              onChange={add('user')}
            />
            <Select
              label="Grant to a group"
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

function GrantTable({ grants, onEdit }: { readonly grants: readonly Grant[]; readonly onEdit: (grant: Grant) => void }) {
  return (
    <Table>
      <Table.Tbody>
        {grants.map((grant) => (
          <Table.Tr key={grant.kind + grant.name}>
            <Table.Td fw={600}>
              <Group gap={8} wrap="nowrap">
                {grant.kind === 'group' ? (
                  <IconUsers size={16} aria-label="Group" />
                ) : (
                  <IconUser size={16} aria-label="Person" />
                )}
                {grant.name}
              </Group>
            </Table.Td>
            <Table.Td>{grant.roles.join(', ')}</Table.Td>
            <Table.Td ta="right">
              <Button variant="default" size="xs" aria-label={`Change ${grant.name}`} onClick={() => onEdit(grant)}>
                Change
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function GrantRoles({ subject, grant, roles, onClose }: {
  readonly subject: Subject;
  readonly grant: Grant;
  readonly roles: readonly Offered[];
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<readonly string[]>(grant.roles);
  const save = useSetGrant(subject);
  const put = (given: readonly string[]) => save.mutate({ ...grant, roles: given }, { onSuccess: onClose });
  return (
    <Paper p="sm" radius="md" withBorder>
      <Stack>
        <Checkbox.Group label={`Roles of ${grant.name} on it`} value={[...chosen]} onChange={setChosen}>
          <Stack gap={8} mt={6}>
            {roles.map(({ role, meaning }) => (
              <Checkbox key={role} value={role} label={role} description={meaning} />
            ))}
          </Stack>
        </Checkbox.Group>
        <ErrorNote error={save.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="red" onClick={() => put([])}>
            Take away
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={save.isPending} onClick={() => put(chosen)}>
            Save
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
