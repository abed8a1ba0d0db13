import { Group, Paper, Table, Text } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useCatalogue } from '@/api/catalogue';
import type { Catalogue, WorkflowSummary } from '@/api/types';
import { RunBadge } from '@/shared/status/RunBadge';
import { Badge } from '@/shared/ui/Badge';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';
import { StatusBadge } from './StatusBadge';

export function WorkflowTable({ items }: { readonly items: readonly WorkflowSummary[] }) {
  const catalogue = useCatalogue();
  return (
    <Paper radius="lg" p="xs">
      <Table.ScrollContainer minWidth={860} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Workflows' } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Workflow</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Begins with</Table.Th>
              <Table.Th>Last run</Table.Th>
              <Table.Th>Changed</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} catalogue={catalogue} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

function Row({ item, catalogue }: { readonly item: WorkflowSummary; readonly catalogue: Catalogue }) {
  const triggers = item.triggers.map(
    ({ type }) => catalogue.triggerTypes.find((known) => known.id === type)?.title ?? type,
  );
  return (
    <Table.Tr>
      <Table.Td maw={420}>
        <TextLink to="/workflows/$workflowId" params={{ workflowId: item.id }} fw={600}>
          {item.name}
        </TextLink>
        {item.description && (
          <Text size="xs" c="dimmed" lineClamp={2} mt={2}>
            {item.description}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          <StatusBadge published={item.publishedVersion} enabled={item.enabled} />
          {item.problems.errors > 0 && (
            <Badge tone="bad" icon={<IconAlertTriangleFilled aria-hidden />}>
              {item.problems.errors === 1 ? '1 error' : `${item.problems.errors} errors`}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{[...new Set(triggers)].join(', ')}</Text>
      </Table.Td>
      <Table.Td>
        <LastRun item={item} />
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          <When at={item.updatedAt} />
        </Text>
        {item.updatedBy && (
          <Text size="xs" c="dimmed">
            by {item.updatedBy}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function LastRun({ item }: { readonly item: WorkflowSummary }) {
  const { lastStatus, lastStartedAt, incidents, running } = item.runs;
  if (!lastStatus) {
    return (
      <Text size="sm" c="dimmed">
        Never ran
      </Text>
    );
  }
  return (
    <>
      <Group gap={6}>
        <RunBadge status={lastStatus} incidents={incidents} />
        <Text size="xs" c="dimmed">
          <When at={lastStartedAt} />
        </Text>
      </Group>
      <TextLink to="/runs" search={{ workflow: item.id }} size="xs">
        {running > 0 ? `${running} running, see all runs` : 'All runs'}
      </TextLink>
    </>
  );
}
