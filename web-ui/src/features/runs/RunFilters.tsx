import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { RunFilter } from '@/api/runs';
import { workflowsQuery } from '@/api/workflows';

const route = getRouteApi('/runs');

const standings = [
  { value: 'all', label: 'All' },
  { value: 'running', label: 'Running' },
  { value: 'incident', label: 'Incidents' },
  { value: 'completed', label: 'Completed' },
  { value: 'failed', label: 'Failed' },
  { value: 'canceled', label: 'Canceled' },
];

const kinds = [
  { value: 'live', label: 'In earnest' },
  { value: 'dry-run', label: 'Dry runs' },
  { value: 'trial', label: 'Trials of drafts' },
];

const spans = [
  { value: '1', label: 'Last hour' },
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
  { value: '720', label: 'Last 30 days' },
];

/** Which runs to show; all of it stands in the address. */
export function RunFilters() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const workflows = useInfiniteQuery(workflowsQuery(''));
  const [text, setText] = useState(filter.query ?? '');
  const change = (part: RunFilter) =>
    void navigate({ search: (before) => ({ ...before, ...part }) as typeof filter, replace: true });
  const search = useDebouncedCallback((query: string) => change({ query: query || undefined }), 250);
  const filtered = Object.values(filter).some((value) => value !== undefined);

  return (
    <Group gap="sm" mb="md" role="search" aria-label="Filter runs">
      <SegmentedControl
        size="xs"
        aria-label="Standing"
        data={standings}
        value={filter.incident ? 'incident' : (filter.status ?? 'all')}
        onChange={(value) =>
          change({
            incident: value === 'incident' ? true : undefined,
            status: value === 'all' || value === 'incident' ? undefined : (value as RunFilter['status']),
          })
        }
      />
      <Select
        aria-label="Workflow"
        placeholder="Any workflow"
        w={185}
        clearable
        searchable
        data={workflows.data?.pages.flatMap((page) => page.items.map(({ id, name }) => ({ value: id, label: name }))) ?? []}
        value={filter.workflow ?? null}
        onChange={(value) => change({ workflow: value ?? undefined })}
      />
      <Select
        aria-label="Kind"
        placeholder="Any kind"
        w={150}
        clearable
        data={kinds}
        value={filter.trial ? 'trial' : filter.mode === 'dry-run' ? 'dry-run' : filter.mode === 'live' ? 'live' : null}
        onChange={(kind) =>
          change({
            trial: kind === 'trial' ? true : kind === null ? undefined : false,
            mode: kind === 'live' || kind === 'dry-run' ? kind : undefined,
          })
        }
      />
      <Select
        aria-label="Started"
        placeholder={filter.from ? 'Since a date' : 'Any time'}
        w={132}
        clearable
        data={spans}
        value={null}
        onChange={(hours) => change({ from: hours ? hoursAgo(Number(hours)) : undefined, to: undefined })}
      />
      <TextInput
        aria-label="Search runs"
        placeholder="Run id or text"
        w={158}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {filtered && (
        <Button
          variant="subtle"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={() => {
            setText('');
            void navigate({ search: {}, replace: true });
          }}
        >
          Clear
        </Button>
      )}
    </Group>
  );
}

function hoursAgo(hours: number): string {
  return new Date(Math.floor(Date.now() / 60_000) * 60_000 - hours * 3_600_000).toISOString();
}
