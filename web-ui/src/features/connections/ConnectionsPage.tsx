import { Button, Group, Paper, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconPlug, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { connectionsQuery } from '@/api/administration';
import { useCatalogue } from '@/api/catalogue';
import { useCan, useManages } from '@/api/session';
import type { Connection } from '@/api/types';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ConnectionGrants } from './ConnectionGrants';
import { ConnectionDialog } from './ConnectionDialog';
import { PermissionsButton } from './PermissionsButton';
import { TestButton } from './TestButton';

export function ConnectionsPage() {
  const connections = useQuery(connectionsQuery);
  const catalogue = useCatalogue();
  const maker = useManages();
  const admin = useCan('admin');
  const [editing, setEditing] = useState<Connection | 'new'>();
  const [granting, setGranting] = useState<string>();
  const add = maker && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      Add a connection
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Connections"
        lead="How Sluice reaches other systems. Secrets are stored encrypted, used by name, and never shown again."
        actions={add}
      />
      {connections.isPending ? (
        <Loading rows={3} />
      ) : connections.isError ? (
        <ErrorNote error={connections.error} onRetry={() => connections.refetch()} />
      ) : connections.data.length === 0 ? (
        <EmptyState icon={IconPlug} title="No connection yet" actions={add}>
          Workflows name a connection instead of holding keys. Add one for each system they talk to.
        </EmptyState>
      ) : (
        <Paper radius="lg" p="xs">
          <Table.ScrollContainer minWidth={820} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Connections' } }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th>System</Table.Th>
                  <Table.Th>Where</Table.Th>
                  <Table.Th>Test</Table.Th>
                  <Table.Th>Permissions</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>Actions</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {connections.data.map((connection) => (
                  <Table.Tr key={connection.name}>
                    <Table.Td fw={600}>
                      {connection.name}
                      {connection.restricted && (
                        <Text size="xs" c="dimmed">
                          restricted{!connection.usable && ', not for you'}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      {catalogue.connectionTypes.find(({ id }) => id === connection.type)?.title ?? connection.type}
                    </Table.Td>
                    <Table.Td maw={380}>
                      <Text size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
                        {whereTo(connection)}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <TestButton name={connection.name} />
                    </Table.Td>
                    <Table.Td>
                      <PermissionsButton name={connection.name} />
                    </Table.Td>
                    <Table.Td>
                      <Actions
                        name={connection.name}
                        onEdit={() => setEditing(connection)}
                        onGrant={admin ? () => setGranting(connection.name) : undefined}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {editing && (
        <ConnectionDialog
          connection={editing === 'new' ? undefined : editing}
          types={catalogue.connectionTypes}
          onClose={() => setEditing(undefined)}
        />
      )}
      {granting && <ConnectionGrants name={granting} onClose={() => setGranting(undefined)} />}
    </>
  );
}

interface ActionsProps {
  readonly name: string;
  readonly onEdit: () => void;
  readonly onGrant: (() => void) | undefined;
}

function Actions({ name, onEdit, onGrant }: ActionsProps) {
  const manages = useManages(name);
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {onGrant && (
        <Button variant="default" size="xs" aria-label={`Who may use ${name}`} onClick={onGrant}>
          Who may
        </Button>
      )}
      {manages && (
        <Button variant="default" size="xs" aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
      )}
    </Group>
  );
}

function whereTo(connection: Connection): string {
  const { settings } = connection;
  const place = settings['endpoint'] ?? settings['apiUrl'] ?? settings['url'] ?? settings['baseUrl'] ?? settings['host'];
  return [settings['region'], place, settings['username'] ?? settings['accessKeyId']].filter(Boolean).join(' · ');
}
