import { Alert, CloseButton, Group, Paper, SegmentedControl, Stack, Tabs, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Catalogue, Effect, Run, Step } from '@/api/types';
import { looksOf } from '@/model/looks';
import { isGuard, latestStep, overlayOf, stepsInOrder } from '@/model/overlay';
import { nodeName, type WorkflowNode } from '@/model/workflow';
import { ChangeList } from '@/shared/changes/ChangeList';
import { DecisionForm } from '@/shared/decision/DecisionForm';
import { StepBadge } from '@/shared/status/StepBadge';
import { TextLink } from '@/shared/ui/links';
import { JsonBlock } from '@/shared/ui/JsonBlock';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';
import { EffectBadge } from './EffectBadge';
import { IncidentForm } from './IncidentForm';

interface Props {
  readonly run: Run;
  readonly node: WorkflowNode;
  readonly catalogue: Catalogue;
  readonly onClose: () => void;
}

/** What is known about one node of the run, visit by visit. */
export function NodePanel({ run, node, catalogue, onClose }: Props) {
  const visits = stepsInOrder(run).filter((step) => step.node === node.id && !isGuard(step, node));
  const [chosen, setChosen] = useState<string>();
  const step = visits.find((visit) => String(visit.id) === chosen) ?? latestStep(visits);
  return (
    <Paper component="section" radius="lg" p="md" aria-label={`Step ${nodeName(node)}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Title order={2}>{nodeName(node)}</Title>
          <Text size="sm" c="dimmed">
            {looksOf(node, catalogue).subtitle}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap">
          {step && <StepBadge state={step.status} />}
          <CloseButton aria-label="Close" onClick={onClose} />
        </Group>
      </Group>
      {visits.length > 1 && (
        <SegmentedControl
          mt="sm"
          size="xs"
          aria-label="Visit"
          data={visits.slice(-8).map((visit, index) => ({
            value: String(visit.id),
            label: `Visit ${Math.max(0, visits.length - 8) + index + 1}`,
          }))}
          value={String(step?.id)}
          onChange={setChosen}
        />
      )}
      {step ? <Visit key={step.id} run={run} step={step} node={node} /> : <NoVisit run={run} node={node} />}
    </Paper>
  );
}

function NoVisit({ run, node }: { readonly run: Run; readonly node: WorkflowNode }) {
  const passed = run.document.edges.some(
    (edge) => (edge.to === node.id || edge.from === node.id) && (run.edges[edge.id] ?? 0) > 0,
  );
  const ways = run.document.edges.filter((edge) => edge.from === node.id && (run.edges[edge.id] ?? 0) > 0);
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm">{passed ? 'The run passed here.' : 'The run has not come here.'}</Text>
      {ways.map((edge) => (
        <Text key={edge.id} size="sm">
          Went on by “{edge.name ?? (edge.otherwise ? 'otherwise' : (edge.when ?? edge.id))}”
          {(run.edges[edge.id] ?? 0) > 1 && `, ${run.edges[edge.id]} times`}.
        </Text>
      ))}
      {node.kind === 'start' && <JsonBlock value={run.trigger} label="Trigger" />}
    </Stack>
  );
}

function Visit({ run, step, node }: { readonly run: Run; readonly step: Step; readonly node: WorkflowNode }) {
  const effects = run.effects.filter(
    (effect) => step.effects?.includes(effect.key) || String(effect.step) === String(step.id),
  );
  const approval = run.approvals.find((candidate) => String(candidate.step) === String(step.id));
  return (
    <Stack gap="sm" mt="sm">
      <Text size="sm" c="dimmed">
        Began <When at={step.enteredAt} as="time" /> · {step.endedAt ? 'took' : 'for'}{' '}
        <Took from={step.enteredAt} to={step.endedAt} /> · {step.attempts <= 1 ? '1 try' : `${step.attempts} tries`}
        {step.dueAt && !step.endedAt && (
          <>
            {' '}
            · next look <When at={step.dueAt} />
          </>
        )}
      </Text>
      {step.endedAt ? <Outcome step={step} effects={effects} /> : step.note && <Text size="sm">{step.note}</Text>}
      <AreaFacts run={run} node={node} step={step} />
      {step.status === 'incident' && <IncidentForm run={run} step={step} node={node} />}
      {step.failure && step.status !== 'incident' && (
        <Alert color="orange" title={step.endedAt ? 'It failed' : 'The last try failed'}>
          <Text size="sm">{step.failure.message}</Text>
          <Text size="xs" c="dimmed" className="mono">
            {step.failure.code}
          </Text>
        </Alert>
      )}
      {approval?.status === 'open' && <DecisionForm approval={approval} />}
      {approval && approval.status !== 'open' && (
        <Text size="sm">
          {approval.status} by {approval.decidedBy}
          {approval.comment && `: “${approval.comment}”`}
        </Text>
      )}
      <Facts step={step} effects={effects} />
    </Stack>
  );
}

/** Of an area that is gone through several times, how far it is; and the way to the runs of its parts. */
function AreaFacts({ run, node, step }: { readonly run: Run; readonly node: WorkflowNode; readonly step: Step }) {
  const round = useMemo(() => (node.kind === 'scope' ? overlayOf(run).get(node.id)?.round : undefined), [run, node]);
  const parts = node.kind === 'for-each' || node.kind === 'call';
  return (
    <>
      {round !== undefined && (
        <Text size="sm">
          {step.endedAt ? (round === 1 ? 'Gone through once.' : `Gone through ${round} times.`) : `In round ${round}.`}
        </Text>
      )}
      {node.kind === 'for-each' && step.endedAt && step.note && <Text size="sm">{step.note}</Text>}
      {parts && (
        <TextLink to="/runs" search={{ parent: run.id }} size="sm" underline="always">
          {node.kind === 'for-each' ? 'Runs of its items' : 'The run it has called'}
        </TextLink>
      )}
    </>
  );
}

/** What the step came to, in one line; what it said while it waited is over. */
function Outcome({ step, effects }: { readonly step: Step; readonly effects: readonly Effect[] }) {
  const planned = effects.filter((effect) => effect.status === 'planned').length;
  const made = effects.filter((effect) => effect.status === 'applied').length;
  const undone = effects.filter((effect) => effect.status === 'undone').length;
  if (step.given === 'pin') return <Text size="sm">Not carried out: its pin stood in for it in this trial.</Text>;
  if (step.given === 'disabled') return <Text size="sm">Not carried out: it is disabled, and the run passed it.</Text>;
  const parts = [
    step.status === 'completed' ? 'Done' : step.status === 'ended' ? 'Ended before it was done' : 'Left behind',
    ...(made > 0 ? [made === 1 ? 'its change was made' : `${made} changes were made`] : []),
    ...(planned > 0 ? ['its change was planned, not made'] : []),
    ...(undone > 0 ? ['its change was undone'] : []),
  ];
  return <Text size="sm">{parts.join('; ')}.</Text>;
}

function Facts({ step, effects }: { readonly step: Step; readonly effects: readonly Effect[] }) {
  return (
    <Tabs defaultValue={effects.length > 0 ? 'changes' : step.output ? 'output' : 'input'}>
      <Tabs.List mb="sm">
        {effects.length > 0 && <Tabs.Tab value="changes">Changes</Tabs.Tab>}
        <Tabs.Tab value="input">Input</Tabs.Tab>
        <Tabs.Tab value="output">Output</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="changes">
        <Stack gap="md">
          {effects.map((effect) => (
            <EffectFacts key={effect.key} effect={effect} />
          ))}
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="input">
        <JsonBlock value={step.input} label="Input" empty="This step was given nothing." />
      </Tabs.Panel>
      <Tabs.Panel value="output">
        <JsonBlock
          value={step.output}
          label="Output"
          empty={step.endedAt ? 'It gave nothing.' : 'Nothing yet; the step has not ended.'}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

function EffectFacts({ effect }: { readonly effect: Effect }) {
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <EffectBadge effect={effect} />
        <Text size="xs" c="dimmed">
          {effect.declaredAt && (
            <>
              intent <When at={effect.declaredAt} as="time" />
            </>
          )}
          {effect.settledAt && (
            <>
              {' '}
              · outcome <When at={effect.settledAt} as="time" />
            </>
          )}
        </Text>
      </Group>
      <ChangeList changes={effect.changes} />
      <Text size="xs" c="dimmed" mt={6}>
        {effect.undoable ? 'Can be undone.' : 'Cannot be undone.'}
        {effect.class && ` Class ${effect.class.toUpperCase()}.`}{' '}
        <span className="mono" title="The key under which it is done at most once">
          {effect.key}
        </span>
      </Text>
    </div>
  );
}
