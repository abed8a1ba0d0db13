import { Button, Group, Modal, Paper, PasswordInput, Stack, Switch, Table, TextInput, VisuallyHidden } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCreateUser, useEndSessions, usePatchUser, usersQuery } from '@/api/administration';
import { useSession } from '@/api/session';
import type { Role, User } from '@/api/types';
import { RightsDialog } from '@/shared/grants/RightsDialog';
import { Badge } from '@/shared/ui/Badge';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { RolePicker } from './RolePicker';

/** Who may sign in, and as what. */
export function Users() {
  const session = useSession();
  const users = useQuery(usersQuery);
  const [editing, setEditing] = useState<User | 'new'>();
  const [asked, setAsked] = useState<string>();
  if (users.isPending) return <Loading rows={3} />;
  if (users.isError) return <ErrorNote error={users.error} onRetry={() => users.refetch()} />;
  return (
    <Stack>
      <Group justify="flex-end">
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
          Add a person
        </Button>
      </Group>
      <Paper radius="lg" p="xs">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Roles</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>
<VisuallyHidden>Actions</VisuallyHidden>
</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users.data.map((user) => (
              <Table.Tr key={user.name}>
                <Table.Td fw={600}>{user.name}</Table.Td>
                <Table.Td>{user.roles.join(', ')}</Table.Td>
                <Table.Td>
                  <Badge tone={user.disabled ? 'plain' : 'good'}>{user.disabled ? 'Disabled' : 'Active'}</Badge>
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    {user.name !== session?.user?.name && <EndSessions name={user.name} />}
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Rights of ${user.name}`}
                      onClick={() => setAsked(user.name)}
                    >
                      Rights
                    </Button>
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Edit ${user.name}`}
                      onClick={() => setEditing(user)}
                    >
                      Edit
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {asked && <RightsDialog name={asked} onClose={() => setAsked(undefined)} />}
      {editing && (
        <UserDialog user={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Stack>
  );
}

/** The own ones are ended under "My account", where the present one can be kept. */
function EndSessions({ name }: { readonly name: string }) {
  const end = useEndSessions();
  return (
    <ConfirmButton
      label="End all sessions"
      variant="default"
      size="xs"
      loading={end.isPending}
      aria-label={`End all sessions of ${name}`}
      question={`End all sessions of ${name}?`}
      confirm="End them"
      onConfirm={() =>
        end.mutate(name, {
          onSuccess: ({ sessions }) => notifyDone(`${sessions} ended.`),
          onError: notifyProblem,
        })
      }
    >
      {name} is signed out everywhere and must sign in again. API tokens go on working.
    </ConfirmButton>
  );
}

function UserDialog({ user, onClose }: { readonly user: User | undefined; readonly onClose: () => void }) {
  const session = useSession();
  const [name, setName] = useState(user?.name ?? '');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(user?.roles ?? ['viewer']);
  const [disabled, setDisabled] = useState(user?.disabled ?? false);
  const create = useCreateUser();
  const patch = usePatchUser();
  const oneself = user?.name === session?.user?.name;
  const save = () =>
    user
      ? patch.mutate({ name: user.name, roles, disabled, ...(password ? { password } : {}) }, { onSuccess: onClose })
      : create.mutate({ name: name.trim(), password, roles }, { onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={user ? `Edit ${user.name}` : 'Add a person'}>
      <Stack>
        {!user && (
          <TextInput
            label="User name"
            withAsterisk
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={user ? 'New password' : 'Password'}
          withAsterisk={!user}
          placeholder={user ? 'Leave empty to keep it' : ''}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RolePicker value={roles} onChange={setRoles} />
        {user && (
          <Switch
            label="Disabled"
            description={oneself ? 'You cannot disable yourself.' : 'Cannot sign in; sessions end at once.'}
            disabled={oneself}
            checked={disabled}
            onChange={(event) => setDisabled(event.currentTarget.checked)}
          />
        )}
        <ErrorNote error={create.error ?? patch.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={create.isPending || patch.isPending}
            disabled={!user && (name.trim() === '' || password === '')}
            onClick={save}
          >
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
