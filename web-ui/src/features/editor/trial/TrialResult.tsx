import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { runQuery } from '@/api/runs';
import { useQuery } from '@tanstack/react-query';
import type { Effect, Run } from '@/api/types';
import { nodeName } from '@/model/workflow';
import { ChangeList } from '@/shared/changes/ChangeList';
import { RunBadge } from '@/shared/status/RunBadge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './Trial.module.css';
import { useTrial } from './trialStore';

/** How the trial stands: its state, what stopped it, and what it changed or would change. */
export function TrialResult() {
  const id = useTrial((state) => state.run);
  return id === undefined ? null : <Result id={id} />;
}

function Result({ id }: { readonly id: string }) {
  const run = useQuery(runQuery(id));
  if (run.error) return <ErrorNote error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return null;
  const stuck = run.data.steps.filter(({ incident }) => incident);
  const effects = run.data.effects.filter(({ changes }) => changes.length > 0);
  return (
    <section className={classes['result']} aria-label="The trial" aria-live="polite">
      <Group justify="space-between">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            The trial
          </Text>
          <RunBadge status={run.data.status} incidents={run.data.incidents} />
        </Group>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => useTrial.setState({ run: undefined })}>
          Clear
        </Button>
      </Group>
      <TextLink to="/runs/$runId" params={{ runId: id }} size="xs">
        Open it as a run
      </TextLink>
      {stuck.map(({ id: step, node, incident }) => (
        <div key={step} className={classes['planned']}>
          <StepName run={run.data} node={node} />
          <Text size="sm" c="var(--tone-bad)">
            {incident?.message ?? incident?.code}
          </Text>
        </div>
      ))}
      {effects.map((effect) => (
        <EffectView key={effect.key} effect={effect} run={run.data} />
      ))}
    </section>
  );
}

function EffectView({ effect, run }: { readonly effect: Effect; readonly run: Run }) {
  return (
    <div className={classes['planned']}>
      <StepName run={run} node={effect.node} /> <Text span size="xs" c="dimmed">{effect.status === 'planned' ? 'would change' : effect.status}</Text>
      <ChangeList changes={effect.changes} />
    </div>
  );
}

function StepName({ run, node }: { readonly run: Run; readonly node: string }) {
  const store = useEditorStore();
  const here = useEditor(({ document }) => document.nodes.some(({ id }) => id === node));
  const found = run.document.nodes.find(({ id }) => id === node);
  const name = found ? nodeName(found) : node;
  if (!here) return <b>{name}</b>;
  return (
    <UnstyledButton className={classes['jump'] ?? ''} onClick={() => store.getState().goTo(node)}>
      {name}
    </UnstyledButton>
  );
}
