import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangleFilled, IconPlayerStop, IconRepeat } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useCatalogue } from '@/api/catalogue';
import { useCan } from '@/api/session';
import type { Run } from '@/api/types';
import type { StreamState } from '@/api/useStream';
import { flowsOf } from '@/model/flows';
import { currentNode } from '@/model/overlay';
import { findNode } from '@/model/workflow';
import { LiveMark } from '@/shared/status/LiveMark';
import { DryRunBadge, isDryRun, PausedBadge, RunBadge, TrialBadge } from '@/shared/status/RunBadge';
import { PauseButton } from '@/shared/status/PauseButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';
import { BegunBy } from './BegunBy';
import { CancelDialog } from './CancelDialog';
import { NodePanel } from './NodePanel';
import { NowPanel } from './NowPanel';
import { ParentLink } from './ParentLink';
import { ReplayBar } from './ReplayBar';
import { RerunDialog } from './RerunDialog';
import { RunTabs } from './RunTabs';
import { RunMenu } from './RunMenu';
import classes from './RunPage.module.css';
import { useReplay } from './useReplay';
import { useLiveRun } from '@/shared/live/useLiveRun';

const Diagram = lazy(() => import('@/shared/diagram/Diagram').then((m) => ({ default: m.Diagram })));
const route = getRouteApi('/runs/$runId');

export function RunPage() {
  const { runId } = route.useParams();
  return <LiveRun key={runId} runId={runId} />;
}

function LiveRun({ runId }: { readonly runId: string }) {
  const { query, ended, stream } = useLiveRun(runId);
  if (query.isPending) return <Loading rows={2} height={260} />;
  if (!query.data) {
    return (
      <>
        <PageHeader title="Run" />
        <ErrorNote error={query.error} onRetry={() => query.refetch()} />
      </>
    );
  }
  return (
    <>
      {query.isError && <ErrorNote error={query.error} onRetry={() => query.refetch()} />}
      <Loaded run={query.data} stream={ended ? undefined : stream} />
    </>
  );
}

function Loaded({ run, stream }: { readonly run: Run; readonly stream: StreamState | undefined }) {
  const { node: chosenId } = route.useSearch();
  const navigate = route.useNavigate();
  const catalogue = useCatalogue();
  const { overlay, counts, node: then, bar } = useReplay(run);
  const flows = useMemo(() => flowsOf(run), [run]);
  const follow = currentNode(run);
  const chosen = chosenId === undefined ? undefined : findNode(run.document, chosenId);
  const choose = (node: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, node }), replace: true, resetScroll: false });

  return (
    <>
      <RunHeader run={run} stream={stream} />
      <IncidentBanner run={run} onShow={choose} />
      <div className={classes['diagram']}>
        <Suspense fallback={<Loading rows={1} height={340} />}>
          <Diagram
            document={run.document}
            catalogue={catalogue}
            label={`Diagram of this run of ${run.workflow.name}`}
            overlay={overlay}
            counts={counts}
            flows={flows}
            selected={chosen?.id}
            onSelect={choose}
            follow={then ?? follow}
          />
        </Suspense>
      </div>
      <ReplayBar {...bar} />
      <div className={classes['below']}>
        {chosen ? (
          <NodePanel run={run} node={chosen} catalogue={catalogue} onClose={() => choose(undefined)} />
        ) : (
          <NowPanel run={run} onShow={choose} />
        )}
        <RunTabs run={run} onShow={choose} />
      </div>
    </>
  );
}

function RunHeader({ run, stream }: { readonly run: Run; readonly stream: StreamState | undefined }) {
  const operator = useCan('operator', run.workflow.id);
  const admin = useCan('admin');
  const [dialog, setDialog] = useState<'cancel' | 'rerun'>();
  const undoable = run.effects.filter((effect) => effect.undoable && effect.status === 'applied').length;
  return (
    <>
      <PageHeader
        title={run.workflow.name}
        above={
          <Group gap={6}>
            <TextLink to="/runs" size="sm">
              Runs
            </TextLink>
            {run.parent && <ParentLink parent={run.parent} />}
          </Group>
        }
        beside={
          <>
            <RunBadge status={run.status} incidents={run.incidents} />
            {run.paused && <PausedBadge />}
            {isDryRun(run.mode) && <DryRunBadge />}
            {run.trial && <TrialBadge />}
            {stream && <LiveMark state={stream} />}
          </>
        }
        lead={
          <Group gap={6} component="span">
            <TextLink
              to="/workflows/$workflowId"
              params={{ workflowId: run.workflow.id }}
              search={{ version: run.workflow.version || undefined }}
              size="sm"
              underline="always"
            >
              {run.workflow.version > 0 ? `Version ${run.workflow.version}` : 'Draft'}
            </TextLink>
            · started <When at={run.startedAt} /> <BegunBy run={run} /> · {run.endedAt ? 'took' : 'for'}{' '}
            <Took from={run.startedAt} to={run.endedAt} /> · <span className="mono">{run.id}</span>
          </Group>
        }
        actions={
          <>
            {(operator || admin) && !run.endedAt && <PauseButton scope="run" id={run.id} />}
            {operator && run.status === 'running' && (
              <Button
                variant="default"
                leftSection={<IconPlayerStop size={16} aria-hidden />}
                onClick={() => setDialog('cancel')}
              >
                Cancel…
              </Button>
            )}
            {operator && (
              <Button
                variant="default"
                leftSection={<IconRepeat size={16} aria-hidden />}
                onClick={() => setDialog('rerun')}
              >
                Run again…
              </Button>
            )}
            <RunMenu run={run} />
          </>
        }
      />
      <CancelDialog
        runs={[run.id]}
        undoable={undoable}
        opened={dialog === 'cancel'}
        onClose={() => setDialog(undefined)}
      />
      {dialog === 'rerun' && <RerunDialog run={run} opened onClose={() => setDialog(undefined)} />}
    </>
  );
}

function IncidentBanner({ run, onShow }: { readonly run: Run; readonly onShow: (node: string) => void }) {
  const stuck = run.steps.filter((step) => step.status === 'incident');
  const first = stuck[0];
  if (!first) return null;
  return (
    <Alert
      color="red"
      mb="sm"
      py="xs"
      icon={<IconAlertTriangleFilled aria-hidden />}
      title={stuck.length === 1 ? `${first.name} needs a person` : `${stuck.length} steps need a person`}
    >
      <Group justify="space-between" gap="xs">
        <Text size="sm" flex={1}>
          {first.incident?.message ?? first.failure?.message}
        </Text>
        <Button size="xs" color="red.9" onClick={() => onShow(first.node)}>
          Decide
        </Button>
      </Group>
    </Alert>
  );
}
