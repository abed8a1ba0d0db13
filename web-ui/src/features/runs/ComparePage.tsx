import { Alert, Group, Paper, Select, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useCatalogue } from '@/api/catalogue';
import { recentRunsQuery, runQuery } from '@/api/runs';
import type { Run } from '@/api/types';
import { compareRuns } from '@/model/compareRuns';
import { overlayOf } from '@/model/overlay';
import { localDateTime } from '@/model/time';
import { RunBadge } from '@/shared/status/RunBadge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';
import { CompareTable } from './CompareTable';
import classes from './RunPage.module.css';

const Diagram = lazy(() => import('@/shared/diagram/Diagram').then((m) => ({ default: m.Diagram })));
const route = getRouteApi('/runs/compare');

/** Two runs of one workflow beside each other: the way they went, what came out, how long it took. */
export function ComparePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const a = useQuery({ ...runQuery(search.a ?? ''), enabled: search.a !== undefined });
  const b = useQuery({ ...runQuery(search.b ?? ''), enabled: search.b !== undefined });
  const workflow = (b.data ?? a.data)?.workflow;
  const recent = useQuery({ ...recentRunsQuery(workflow?.id ?? ''), enabled: workflow !== undefined });
  const choices = (recent.data ?? []).map((run) => ({ value: run.id, label: `${localDateTime(new Date(run.startedAt))} · ${run.id}` }));
  const choose = (side: 'a' | 'b') => (id: string | null) =>
    void navigate({ search: (before) => ({ ...before, [side]: id ?? undefined }), replace: true });
  const error = a.error ?? b.error;
  return (
    <>
      <PageHeader
        title={workflow ? `Two runs of ${workflow.name}` : 'Compare two runs'}
        lead="Marks on the diagram: what only the second run did, what only the first did, and what came out otherwise."
        above={
          <TextLink to="/runs" size="sm">
            Runs
          </TextLink>
        }
      />
      {!search.a && !search.b && <Text>Choose two runs of one workflow in the list of runs, then press Compare.</Text>}
      <ErrorNote error={error} />
      {(search.a ?? search.b) && (
        <Group mb="md" gap="md" grow preventGrowOverflow={false}>
          <Select label="First run" placeholder="Choose a run" searchable data={withKnown(choices, search.a)} value={search.a ?? null} onChange={choose('a')} />
          <Select label="Second run" placeholder="Choose a run" searchable data={withKnown(choices, search.b)} value={search.b ?? null} onChange={choose('b')} />
        </Group>
      )}
      {(a.isLoading || b.isLoading) && <Loading rows={2} height={240} />}
      {a.data && b.data && <Compared a={a.data} b={b.data} />}
    </>
  );
}

function withKnown(choices: readonly { value: string; label: string }[], id: string | undefined) {
  return id === undefined || choices.some((choice) => choice.value === id) ? [...choices] : [{ value: id, label: id }, ...choices];
}

function Compared({ a, b }: { readonly a: Run; readonly b: Run }) {
  const catalogue = useCatalogue();
  const comparison = useMemo(() => compareRuns(a, b), [a, b]);
  const overlay = useMemo(() => overlayOf(b), [b]);
  if (a.workflow.id !== b.workflow.id) {
    return (
      <Alert color="yellow" title="These are runs of different workflows">
        Choose two runs of the same workflow; their steps can be laid beside each other only then.
      </Alert>
    );
  }
  return (
    <>
      <Group grow mb="md" align="stretch">
        <Facts title="First" run={a} />
        <Facts title="Second" run={b} />
      </Group>
      {a.workflow.version !== b.workflow.version && (
        <Alert color="yellow" mb="md" title={`Version ${a.workflow.version} against version ${b.workflow.version}`}>
          The workflow was changed between the two; the diagram is that of the second.
        </Alert>
      )}
      <div className={classes['diagram']}>
        <Suspense fallback={<Loading rows={1} height={340} />}>
          <Diagram
            document={b.document}
            catalogue={catalogue}
            label="Diagram of the second run, with what differs from the first"
            overlay={overlay}
            counts={b.edges}
            marks={comparison.marks}
          />
        </Suspense>
      </div>
      <CompareTable comparison={comparison} />
    </>
  );
}

function Facts({ title, run }: { readonly title: string; readonly run: Run }) {
  return (
    <Paper component="section" radius="lg" p="md" aria-label={`${title} run`}>
      <Group justify="space-between">
        <Title order={2}>{title}</Title>
        <RunBadge status={run.status} incidents={run.incidents} />
      </Group>
      <Text size="sm" mt={4}>
        <TextLink to="/runs/$runId" params={{ runId: run.id }} className="mono">
          {run.id}
        </TextLink>{' '}
        · version {run.workflow.version || 'draft'}
      </Text>
      <Text size="sm" c="dimmed">
        <When at={run.startedAt} as="full" /> · <Took from={run.startedAt} to={run.endedAt} /> · by {run.startedBy}
      </Text>
    </Paper>
  );
}
