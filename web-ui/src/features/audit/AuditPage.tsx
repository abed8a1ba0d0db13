import { Alert, Button, Paper, Table, Text } from '@mantine/core';
import { IconListCheck, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { auditQuery, useVerifyAudit } from '@/api/administration';
import type { AuditEntry } from '@/api/types';
import { partsOf } from '@/model/json';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { MoreButton } from '@/shared/ui/MoreButton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { When } from '@/shared/ui/When';
import { RightsLookup } from './RightsLookup';

export function AuditPage() {
  const list = useInfiniteQuery(auditQuery);
  const verify = useVerifyAudit();
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title="Audit"
        lead="Every change and decision, chained by hashes so that a missing or altered line is found."
        actions={
          <>
            <RightsLookup />
            <Button
              variant="default"
              leftSection={<IconShieldCheck size={17} aria-hidden />}
              loading={verify.isPending}
              onClick={() => verify.mutate()}
            >
              Verify the chain
            </Button>
          </>
        }
      />
      {verify.data && (
        <Alert
          mb="md"
          color={verify.data.ok ? 'teal' : 'red'}
          role="status"
          title={verify.data.ok ? 'The chain is whole' : `The chain is broken at ${verify.data.firstBroken}`}
        >
          {verify.data.entries} entries were checked.
        </Alert>
      )}
      <ErrorNote error={verify.error} />
      {list.isPending ? (
        <Loading rows={8} height={40} />
      ) : list.isError ? (
        <ErrorNote error={list.error} onRetry={() => list.refetch()} />
      ) : entries.length === 0 ? (
        <EmptyState icon={IconListCheck} title="Nothing recorded yet">
          As soon as somebody signs in, publishes, approves or changes a setting, it stands here.
        </EmptyState>
      ) : (
        <Paper radius="lg" p="xs">
          <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Audit' } }}>
            <Table verticalSpacing={8}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>When</Table.Th>
                  <Table.Th>Who</Table.Th>
                  <Table.Th>What</Table.Th>
                  <Table.Th>On</Table.Th>
                  <Table.Th>Detail</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.map((entry) => (
                  <Row key={entry.sequence ?? `${entry.at} ${entry.action} ${entry.subject}`} entry={entry} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      <MoreButton query={list} />
    </>
  );
}

function Row({ entry }: { readonly entry: AuditEntry }) {
  return (
    <Table.Tr>
      <Table.Td>
        <When at={entry.at} as="full" />
      </Table.Td>
      <Table.Td>{entry.actor}</Table.Td>
      <Table.Td fw={550}>{entry.action}</Table.Td>
      <Table.Td maw={240}>
        <Text size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
          {entry.subject}
        </Text>
      </Table.Td>
      <Table.Td maw={360}>
        <Detail parts={partsOf(entry.detail)} />
      </Table.Td>
    </Table.Tr>
  );
}

function Detail({ parts }: { readonly parts: ReturnType<typeof partsOf> }) {
  return (
    <Text component="dl" size="xs" m={0} style={{ overflowWrap: 'anywhere' }}>
      {parts.map(({ name, text }) => (
        <div key={name}>
          {name && <Text component="dt" inherit c="dimmed" style={{ display: 'inline' }}>{name}: </Text>}
          <Text component="dd" inherit m={0} style={{ display: 'inline' }}>{text}</Text>
        </div>
      ))}
    </Text>
  );
}
