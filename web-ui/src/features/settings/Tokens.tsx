import { Button, Group, Modal, Paper, Select, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tokensQuery, useCreateToken, useDeleteToken } from '@/api/administration';
import { useSession } from '@/api/session';
import { type Role, roles as allRoles } from '@/api/types';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyProblem } from '@/shared/ui/notify';
import { OnceSecret } from '@/shared/ui/OnceSecret';
import { When } from '@/shared/ui/When';
import { RolePicker } from './RolePicker';

/** Keys for programs. */
export function Tokens() {
  const tokens = useQuery(tokensQuery);
  const remove = useDeleteToken();
  const [making, setMaking] = useState(false);
  if (tokens.isPending) return <Loading rows={3} />;
  if (tokens.isError) return <ErrorNote error={tokens.error} onRetry={() => tokens.refetch()} />;
  return (
    <Stack>
      <Group justify="flex-end">
        <Button leftSection={<IconKey size={16} aria-hidden />} onClick={() => setMaking(true)}>
          Make a token
        </Button>
      </Group>
      {tokens.data.length === 0 ? (
        <EmptyState icon={IconKey} title="No token yet">
          Programs send one in the header Authorization. Only its hash is stored.
        </EmptyState>
      ) : (
        <Paper radius="lg" p="xs">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Roles</Table.Th>
                <Table.Th>Last used</Table.Th>
                <Table.Th>Ends</Table.Th>
                <Table.Th>
<VisuallyHidden>Actions</VisuallyHidden>
</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.data.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td fw={600}>{token.name}</Table.Td>
                  <Table.Td>{token.roles.join(', ')}</Table.Td>
                  <Table.Td>{token.lastUsedAt ? <When at={token.lastUsedAt} /> : 'Never'}</Table.Td>
                  <Table.Td>{token.expiresAt ? <When at={token.expiresAt} as="full" /> : 'Never'}</Table.Td>
                  <Table.Td ta="right">
                    <ConfirmButton
                      label="Revoke"
                      variant="default"
                      size="xs"
                      aria-label={`Revoke ${token.name}`}
                      question={`Revoke ${token.name}?`}
                      confirm="Revoke"
                      onConfirm={() => remove.mutate(token.id, { onError: notifyProblem })}
                    >
                      Programs that use it are refused from now on.
                    </ConfirmButton>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {making && <TokenDialog onClose={() => setMaking(false)} />}
    </Stack>
  );
}

const lives = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
];

/** Deciding and administering are for people alone; looking belongs to every role. */
function grantable(own: readonly Role[]): readonly Role[] {
  return allRoles.filter((role) => role === 'viewer' || (own.includes(role) && role !== 'approver' && role !== 'admin'));
}

function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['viewer']);
  const [days, setDays] = useState('90');
  const offered = grantable(useSession()?.user?.roles ?? []);
  const create = useCreateToken();
  const act = () =>
    create.mutate({
      name: name.trim(),
      roles,
      expiresAt: new Date(Date.now() + Number(days) * 86_400_000 - 60_000).toISOString(),
    });
  return (
    <Modal opened onClose={onClose} title="Make a token" size="lg">
      {create.data ? (
        <Stack>
          <OnceSecret secret={create.data.token} what="token" />
          <Button w="fit-content" onClick={onClose}>
            Done
          </Button>
        </Stack>
      ) : (
        <Stack>
          <TextInput
            label="Name"
            description="What it is for; shown in the audit."
            withAsterisk
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Text size="sm">Start from</Text>
            <Button variant="default" size="xs" onClick={() => setRoles(['viewer'])}>
              Read only
            </Button>
            <Button variant="default" size="xs" onClick={() => setRoles(offered)}>
              All it may have
            </Button>
          </Group>
          <RolePicker offered={offered} value={roles} onChange={setRoles} />
          <Text size="xs" c="dimmed">
            A token never has more rights than you have, decides no approvals, and makes no people or tokens. It stops when you are
            disabled.
          </Text>
          <Select label="Ends after" data={lives} value={days} allowDeselect={false} onChange={(v) => setDays(v ?? '90')} />
          <ErrorNote error={create.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button disabled={name.trim() === '' || roles.length === 0} loading={create.isPending} onClick={act}>
              Make it
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
