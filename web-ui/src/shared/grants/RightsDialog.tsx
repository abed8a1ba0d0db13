import { Modal, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rightsQuery } from '@/api/grants';
import type { PersonRights } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';

type Right = PersonRights['rights'][number];

/** Everything that is granted to one person, and where each comes from. */
export function RightsDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const rights = useQuery(rightsQuery(name));
  return (
    <Modal opened onClose={onClose} title={`Rights of ${name}`} size="xl">
      <ErrorNote error={rights.error} />
      {rights.isPending ? <Loading rows={3} /> : rights.data && <Rights of={rights.data} />}
    </Modal>
  );
}

function Rights({ of: { disabled, groups, rights } }: { readonly of: PersonRights }) {
  return (
    <Stack>
      {disabled && <Text size="sm">The account is disabled: nothing of this counts.</Text>}
      <Text size="sm">
        {groups.length === 0
          ? 'In no group.'
          : `In ${groups.map(({ group, source }) => (source ? `${group} (by ${source})` : group)).join(', ')}.`}
      </Text>
      {rights.length === 0 ? (
        <Text size="sm">Nothing is granted.</Text>
      ) : (
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Project</Table.Th>
              <Table.Th>On</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>From</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rights.map((right) => (
              <Table.Tr key={[right.project, right.what, right.id, right.role, right.group].join(' ')}>
                <Table.Td>{right.project}</Table.Td>
                <Table.Td>{right.what === 'project' ? 'all of it' : `${right.what} ${right.title}`}</Table.Td>
                <Table.Td>{right.role}</Table.Td>
                <Table.Td>
                  <From right={right} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

function From({ right: { group, grantedAt, grantedBy } }: { readonly right: Right }) {
  return (
    <>
      {group ? `group ${group}` : 'the person'}
      {grantedBy && `, granted by ${grantedBy}`}
      {grantedAt && (
        <>
          {', '}
          <When at={grantedAt} />
        </>
      )}
    </>
  );
}
