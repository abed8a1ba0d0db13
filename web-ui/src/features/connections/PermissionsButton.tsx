import { Button, Code, CopyButton, Group, Modal, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { connectionNeedsQuery } from '@/api/administration';
import type { ConnectionNeeds } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';

/** What the account behind a connection must be allowed, in the form the outside system takes. */
export function PermissionsButton({ name }: { readonly name: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" aria-label={`Permissions that ${name} needs`} onClick={open}>
        Permissions
      </Button>
      <Modal opened={opened} onClose={close} title={`Permissions that ${name} needs`} size="xl">
        {opened && <Permissions name={name} />}
      </Modal>
    </>
  );
}

function Permissions({ name }: { readonly name: string }) {
  const [of, setOf] = useState<'used' | 'all'>('used');
  const needs = useQuery(connectionNeedsQuery(name, of));
  return (
    <Stack>
      <SegmentedControl
        aria-label="Of which steps"
        w="fit-content"
        value={of}
        onChange={(next) => setOf(next === 'all' ? 'all' : 'used')}
        data={[
          { value: 'used', label: 'Steps that workflows use' },
          { value: 'all', label: 'All steps' },
        ]}
      />
      <ErrorNote error={needs.error} />
      {needs.isPending ? <Loading rows={3} /> : needs.data && <Shown needs={needs.data} />}
    </Stack>
  );
}

function Shown({ needs: { needs, documents } }: { readonly needs: ConnectionNeeds }) {
  const unused = needs.every(({ use }) => use !== 'run');
  return (
    <>
      {unused && <Text size="sm">No workflow uses this connection yet.</Text>}
      {documents.map(({ title, text, note }) => (
        <Stack key={title} gap={4}>
          <Group justify="space-between">
            <Text fw={600}>{title}</Text>
            <CopyAll text={text} what={title} />
          </Group>
          <Text size="sm" c="dimmed">
            {note}
          </Text>
          <Code block mah={320} tabIndex={0} style={{ overflow: 'auto' }}>
            {text}
          </Code>
        </Stack>
      ))}
      {documents.length === 0 && needs.length > 0 && (
        <CopyAll text={[...new Set(needs.flatMap(({ permissions }) => permissions))].join('\n')} what="permissions" />
      )}
      {needs.length > 0 && <Needs needs={needs} />}
    </>
  );
}

function Needs({ needs }: { readonly needs: ConnectionNeeds['needs'] }) {
  return (
    <Table verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Step</Table.Th>
          <Table.Th>Permissions</Table.Th>
          <Table.Th>For</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {needs.map(({ use, nodeType, title, permissions, workflows }) => (
          <Table.Tr key={nodeType}>
            <Table.Td>{title}</Table.Td>
            <Table.Td className="mono">{permissions.join(', ')}</Table.Td>
            <Table.Td>{use === 'run' ? workflows.join(', ') : use === 'test' ? 'Test button' : 'Lists in the editor'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function CopyAll({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button variant="default" size="xs" w="fit-content" aria-label={`Copy ${what}`} onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}
