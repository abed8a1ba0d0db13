import { Button, Paper, SegmentedControl, Table, Text } from '@mantine/core';
import { IconBan, IconBell, IconCopy, IconEyeOff, IconInbox, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { eventsQuery } from '@/api/administration';
import type { TriggerEvent } from '@/api/types';
import { Badge, type BadgeTone } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { MoreButton } from '@/shared/ui/MoreButton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { When } from '@/shared/ui/When';
import { EventDialog } from './EventDialog';

const route = getRouteApi('/events');

const outcomes: { readonly [outcome: string]: { label: string; tone: BadgeTone; icon: typeof IconBan } | undefined } = {
  started: { label: 'Started a run', tone: 'good', icon: IconPlayerPlayFilled },
  duplicate: { label: 'Duplicate', tone: 'wait', icon: IconCopy },
  woke: { label: 'Woke runs', tone: 'good', icon: IconBell },
  ignored: { label: 'Ignored', tone: 'plain', icon: IconEyeOff },
  refused: { label: 'Refused', tone: 'bad', icon: IconBan },
};

export function EventsPage() {
  const { outcome } = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<TriggerEvent>();
  const list = useInfiniteQuery(eventsQuery(outcome));
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title="Events"
        lead="What came in from outside and what it set off: each delivery once, duplicates and refusals included."
        actions={
          <SegmentedControl
            aria-label="Outcome"
            data={[
              { value: 'all', label: 'All' },
              { value: 'started', label: 'Started' },
              { value: 'duplicate', label: 'Duplicates' },
              { value: 'woke', label: 'Woke runs' },
              { value: 'ignored', label: 'Ignored' },
              { value: 'refused', label: 'Refused' },
            ]}
            value={outcome ?? 'all'}
            onChange={(value) => void navigate({ search: { outcome: value === 'all' ? undefined : value }, replace: true })}
          />
        }
      />
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <ErrorNote error={list.error} onRetry={() => list.refetch()} />
      ) : events.length === 0 ? (
        <EmptyState icon={IconInbox} title={outcome ? 'No such event' : 'Nothing has come in yet'}>
          Webhooks, cloud events and schedules appear here. In the sandbox, launching a machine sends one.
        </EmptyState>
      ) : (
        <Paper radius="lg" p="xs">
          <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Events' } }}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Received</Table.Th>
                  <Table.Th>From</Table.Th>
                  <Table.Th>About</Table.Th>
                  <Table.Th>Outcome</Table.Th>
                  <Table.Th>Run</Table.Th>
                  <Table.Th>Data</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {events.map((event) => (
                  <Row key={`${event.id} ${event.workflow} ${event.receivedAt}`} event={event} onOpen={() => setOpened(event)} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      <MoreButton query={list} />
      {opened && <EventDialog event={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function Row({ event, onOpen }: { readonly event: TriggerEvent; readonly onOpen: () => void }) {
  const known = outcomes[event.outcome];
  const Icon = known?.icon;
  return (
    <Table.Tr>
      <Table.Td>
        <When at={event.receivedAt} />
      </Table.Td>
      <Table.Td>{event.source}</Table.Td>
      <Table.Td maw={340}>
        <Text size="sm" className="mono" style={{ overflowWrap: 'anywhere' }}>
          {event.key ?? event.id}
        </Text>
        {event.detail && (
          <Text size="xs" c="dimmed">
            {event.detail}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Badge tone={known?.tone ?? 'plain'} icon={Icon && <Icon aria-hidden />}>
          {known?.label ?? event.outcome}
        </Badge>
      </Table.Td>
      <Table.Td>
        {event.run && (
          <TextLink to="/runs/$runId" params={{ runId: event.run }} className="mono">
            {event.run}
          </TextLink>
        )}
      </Table.Td>
      <Table.Td>
        <Button variant="default" size="compact-sm" aria-label={`Look at what came in with ${event.key || event.id}`} onClick={onOpen}>
          Look
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
