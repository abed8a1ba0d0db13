import { Paper, Table, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { Workflow, WorkflowVersion } from '@/api/types';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';

interface Props {
  readonly workflow: Workflow;
  readonly versions: readonly WorkflowVersion[];
}

export function VersionList({ workflow, versions }: Props) {
  if (versions.length === 0) {
    return (
      <EmptyState icon={IconHistory} title="Not published yet">
        Publish the draft to make its first version. Every version is kept for ever, so that old runs can be read.
      </EmptyState>
    );
  }
  return (
    <Paper radius="lg" p="xs">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th>Published</Table.Th>
            <Table.Th>By</Table.Th>
            <Table.Th>What changed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => (
            <Table.Tr key={version.version}>
              <Table.Td>
                <TextLink
                  to="/workflows/$workflowId"
                  params={{ workflowId: workflow.id }}
                  search={{ version: version.version }}
                  fw={600}
                  mr={8}
                >
                  Version {version.version}
                </TextLink>
                {version.version === workflow.publishedVersion && <Badge tone="good">in use</Badge>}
              </Table.Td>
              <Table.Td>
                <When at={version.publishedAt} as="full" />
              </Table.Td>
              <Table.Td>{version.publishedBy}</Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={3}>
                  {version.comment}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
