import { Group, SegmentedControl, Select } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type Dashboard, dashboardQuery } from '@/api/dashboard';
import { workflowsQuery } from '@/api/workflows';
import type { Range } from '@/model/dashboard';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { ButtonLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ApprovalsCard } from './ApprovalsCard';
import { ChangesCard } from './ChangesCard';
import classes from './Dashboard.module.css';
import { DurationsCard } from './DurationsCard';
import { FailuresCard } from './FailuresCard';
import { MeasuresCard } from './MeasuresCard';
import { PatchChart } from './PatchChart';
import { RunsChart } from './RunsChart';
import { SilentCard } from './SilentCard';

const route = getRouteApi('/dashboard');

const spans: readonly { readonly value: Range; readonly label: string }[] = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: '90d', label: '90 days' },
];

/** How things go: what ran, what failed, how fast, what waits for a person, what was changed. */
export function DashboardPage() {
  const { range = '7d', workflow } = route.useSearch();
  const figures = useQuery(dashboardQuery(range, workflow));
  return (
    <>
      <PageHeader
        title="Dashboard"
        lead="Runs in earnest only: trials and dry runs are not counted."
        actions={<Choices range={range} workflow={workflow} />}
      />
      {figures.isPending ? (
        <Loading rows={3} height={180} />
      ) : figures.isError && !figures.data ? (
        <ErrorNote error={figures.error} onRetry={() => figures.refetch()} />
      ) : figures.data && isQuiet(figures.data) ? (
        <Quiet />
      ) : (
        figures.data && <Figures figures={figures.data} range={range} />
      )}
    </>
  );
}

function Choices({ range, workflow }: { readonly range: Range; readonly workflow: string | undefined }) {
  const navigate = route.useNavigate();
  const workflows = useInfiniteQuery(workflowsQuery(''));
  return (
    <Group gap="sm">
      <Select
        aria-label="Workflow"
        placeholder="All workflows"
        w={210}
        clearable
        searchable
        data={workflows.data?.pages.flatMap((page) => page.items.map(({ id, name }) => ({ value: id, label: name }))) ?? []}
        value={workflow ?? null}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, workflow: value ?? undefined }), replace: true })}
      />
      <SegmentedControl
        aria-label="Span"
        data={[...spans]}
        value={range}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, range: value as Range }), replace: true })}
      />
    </Group>
  );
}

function Figures({ figures, range }: { readonly figures: Dashboard; readonly range: Range }) {
  return (
    <div className={classes['grid']}>
      <RunsChart runs={figures.runs} range={range} />
      <ApprovalsCard approvals={figures.approvals} />
      <MeasuresCard measures={figures.measures} />
      <PatchChart times={figures.timeToPatch} range={range} />
      <FailuresCard failures={figures.failures} />
      <ChangesCard changes={figures.changes} />
      <DurationsCard durations={figures.durations} />
      <SilentCard triggers={figures.silentTriggers} />
    </div>
  );
}

function isQuiet({ runs, approvals, silentTriggers, failures }: Dashboard): boolean {
  const { started, completed, failed, canceled } = runs.totals;
  return started + completed + failed + canceled + approvals.waiting + silentTriggers.length + failures.length === 0;
}

function Quiet() {
  return (
    <EmptyState
      icon={IconChartBar}
      title="Nothing ran in this span"
      actions={
        <>
          <ButtonLink to="/workflows">To the workflows</ButtonLink>
          <ButtonLink to="/templates" variant="default">
            Start from a template
          </ButtonLink>
        </>
      }
    >
      Choose a longer span above, or switch a workflow on: its figures appear here with its first run.
    </EmptyState>
  );
}
