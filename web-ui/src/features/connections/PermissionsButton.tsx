import { Button, CopyButton, Modal, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Catalogue } from '@/api/types';

interface Props {
  readonly name: string;
  readonly type: string;
  readonly catalogue: Catalogue;
}

/** What the account behind a connection must be allowed to do, step by step. */
export function PermissionsButton({ name, type, catalogue }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const needing = catalogue.nodeTypes.filter((node) => node.connectionType === type && (node.permissions?.length ?? 0) > 0);
  const all = [...new Set(needing.flatMap((node) => node.permissions ?? []))].toSorted();
  if (all.length === 0) return <Text size="xs" c="dimmed">None named</Text>;
  return (
    <>
      <Button variant="default" size="xs" aria-label={`${all.length} needed: permissions that ${name} needs`} onClick={open}>
        {all.length} needed
      </Button>
      <Modal opened={opened} onClose={close} title={`Permissions that ${name} needs`} size="lg">
        <Stack>
          <Text size="sm">
            Give the account only those of the steps that your workflows use. Without one, a step fails and says which it
            lacked.
          </Text>
          <CopyButton value={all.join('\n')}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" w="fit-content" onClick={copy}>
                {copied ? 'Copied' : 'Copy all'}
              </Button>
            )}
          </CopyButton>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Step</Table.Th>
                <Table.Th>Permissions</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {needing.map((node) => (
                <Table.Tr key={node.id}>
                  <Table.Td>{node.title}</Table.Td>
                  <Table.Td className="mono">{(node.permissions ?? []).join(', ')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      </Modal>
    </>
  );
}
