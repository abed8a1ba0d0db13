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
            <Table.Th>Compare with</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version, index) => (
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
              <Table.Td>
                <CompareLinks workflow={workflow.id} version={version.version} before={versions[index + 1]?.version} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

interface CompareLinksProps {
  readonly workflow: string;
  readonly version: number;
  readonly before: number | undefined;
}

/** With the one before it, and with the draft. */
function CompareLinks({ workflow, version, before }: CompareLinksProps) {
  const link = (text: string, name: string, compare: string) => (
    <TextLink
      to="/workflows/$workflowId"
      params={{ workflowId: workflow }}
      search={{ tab: 'versions', compare }}
      size="sm"
      mr={10}
      aria-label={name}
    >
      {text}
    </TextLink>
  );
  return (
    <>
      {before !== undefined && link(`Version ${before}`, `Compare version ${before} with version ${version}`, `${before}..${version}`)}
      {link('Draft', `Compare version ${version} with the draft`, `${version}..draft`)}
    </>
  );
}
