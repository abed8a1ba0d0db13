import { Text } from '@mantine/core';
import { IconFilterOff, IconTimeline } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { LiveMark } from '@/shared/status/LiveMark';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RunFilters } from './RunFilters';
import { RunTable } from './RunTable';
import { StopAll } from './StopAll';
import { useLiveRuns } from './useLiveRuns';

const route = getRouteApi('/runs');

export function RunsPage() {
  const filter = route.useSearch();
  const { list, stream } = useLiveRuns(filter);
  const runs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);

  return (
    <>
      <PageHeader
        title="Runs"
        lead="Everything that has been started, newest first. Choose several to retry, pause or cancel them together, or two to compare them."
        beside={<LiveMark state={stream} />}
        actions={<StopAll />}
      />
      {filter.parent !== undefined && (
        <Text size="sm" mb="sm">
          Only the parts of run{' '}
          <TextLink to="/runs/$runId" params={{ runId: filter.parent }} size="sm" underline="always">
            <span className="mono">{filter.parent}</span>
          </TextLink>
          : items of a for-each, and workflows it has called.
        </Text>
      )}
      <RunFilters />
      {list.isPending ? (
        <Loading rows={8} height={44} />
      ) : list.isError ? (
        <ErrorNote error={list.error} onRetry={() => list.refetch()} />
      ) : runs.length === 0 ? (
        <Nothing filtered={filtered} />
      ) : (
        <RunTable
          filter={filter}
          runs={runs}
          more={list.hasNextPage}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage({ cancelRefetch: false })}
        />
      )}
    </>
  );
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={IconFilterOff}
        title="No run matches these filters"
        actions={
          <ButtonLink to="/runs" search={{}} variant="default">
            Show all runs
          </ButtonLink>
        }
      >
        Loosen a filter, or look at all runs.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconTimeline} title="Nothing has run yet" actions={<ButtonLink to="/workflows">To the workflows</ButtonLink>}>
      Open a workflow and press Run, or switch its triggers on and let the outside start it.
    </EmptyState>
  );
}
