import { Group, Paper, Select, Table, Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { policiesQuery, type PolicySummary } from '@/api/policies';
import { categoryText, placeText, policyLook, policyStatuses } from '@/model/policy';
import { Badge } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { When } from '@/shared/ui/When';
import { PolicyBadge } from './PolicyBadge';

const route = getRouteApi('/policies');

export function PoliciesPage() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const list = useQuery(policiesQuery(filter));
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <PageHeader
        title="Policies"
        lead="What answers a detection in your clusters: watched first, looked at by a person, then enforced, and taken away when its time is over."
        actions={
          <Select
            aria-label="State"
            placeholder="Any state"
            clearable
            w={190}
            data={policyStatuses.map((status) => ({ value: status, label: policyLook(status).label }))}
            value={filter.status ?? null}
            onChange={(status) => void navigate({ search: { ...filter, status: status ?? undefined }, replace: true })}
          />
        }
      />
      {list.isPending ? (
        <Loading rows={5} height={54} />
      ) : list.isError ? (
        <ErrorNote error={list.error} onRetry={() => list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <EmptyState icon={IconShieldLock} title={filtered ? 'No such policy' : 'No policies yet'}>
          Install the template “CDR findings to policies”: each finding becomes a policy here, which only watches until a person lets it stop things.
        </EmptyState>
      ) : (
        <Paper radius="lg" p="xs">
          <Table.ScrollContainer minWidth={860} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Policies' } }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Policy</Table.Th>
                  <Table.Th>Where</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th>Since</Table.Th>
                  <Table.Th>Detected</Table.Th>
                  <Table.Th>Ends</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.data.items.map((policy) => (
                  <Row key={policy.id} policy={policy} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </>
  );
}

function Row({ policy }: { readonly policy: PolicySummary }) {
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink to="/policies/$policyId" params={{ policyId: policy.id }} fw={600}>
          {categoryText(policy.category)}
        </TextLink>
        <Text size="xs" c="dimmed">
          {[policy.technique, policy.kind].filter((part) => part !== '').join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{placeText(policy)}</Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          <PolicyBadge status={policy.status} />
          {policy.stopping && policy.status !== 'active' && <Badge tone="warn">stops as approved before</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm"><Since policy={policy} /></Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm"><When at={policy.detectedAt} /></Text>
        <Text size="xs" c="dimmed">{policy.findings === 1 ? '1 finding' : `${policy.findings} findings`}</Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{policy.expiresAt ? <When at={policy.expiresAt} /> : '–'}</Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** In its state since, as far as that is kept. */
function Since({ policy }: { readonly policy: PolicySummary }) {
  const at = policy.enforcedAt ?? policy.auditSince ?? policy.generatedAt;
  return at ? <When at={at} /> : '–';
}
