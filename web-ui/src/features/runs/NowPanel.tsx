import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Run, Step } from '@/api/types';
import { openSteps, stepName } from '@/model/overlay';
import { DecisionForm } from '@/shared/decision/DecisionForm';
import { isDryRun } from '@/shared/status/RunBadge';
import { StepBadge } from '@/shared/status/StepBadge';
import { Took } from '@/shared/ui/Took';
import { When } from '@/shared/ui/When';
import { ChangesView } from './ChangesView';

interface Props {
  readonly run: Run;
  readonly onShow: (node: string) => void;
}

/** What happens now; once the run has ended, what it came to. */
export function NowPanel({ run, onShow }: Props) {
  const open = openSteps(run);
  if (run.endedAt || (open.length === 0 && run.status !== 'running')) return <Outcome run={run} onShow={onShow} />;
  return (
    <Paper component="section" radius="lg" p="md" aria-labelledby="now">
      <Title order={2} id="now">
        Now
      </Title>
      <Stack gap="sm" mt="sm">
        {open.map((step) => (
          <OpenStep key={step.id} run={run} step={step} onShow={onShow} />
        ))}
        {open.length === 0 && (
          <Text size="sm" c="dimmed">
            Between two steps.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function OpenStep({ run, step, onShow }: Props & { readonly step: Step }) {
  const approval = run.approvals.find(
    (candidate) => String(candidate.step) === String(step.id) && candidate.status === 'open',
  );
  return (
    <Paper p="sm" radius="md" bg="var(--surface-soft)">
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          {stepName(run, step)}
        </Text>
        <StepBadge state={step.status} />
      </Group>
      <Text size="sm" mt={4}>
        {step.incident?.message ?? step.failure?.message ?? step.note}
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        For <Took from={step.enteredAt} />
        {step.attempts > 1 && ` · try ${step.attempts}`}
        {step.dueAt && (
          <>
            {' '}
            · looks again <When at={step.dueAt} />
          </>
        )}
      </Text>
      {approval ? (
        <Stack gap="xs" mt="sm">
          {approval.description && <Text size="sm">{approval.description}</Text>}
          <DecisionForm approval={approval} />
        </Stack>
      ) : (
        <Button size="compact-sm" variant="default" mt="xs" onClick={() => onShow(step.node)}>
          {step.status === 'incident' ? 'Decide' : 'Details'}
        </Button>
      )}
    </Paper>
  );
}

function Outcome({ run, onShow }: Props) {
  const dry = isDryRun(run.mode);
  const made = run.effects.flatMap((effect) => effect.changes).length;
  const sentence =
    made === 0
      ? `It ${dry ? 'would have changed' : 'changed'} nothing outside.`
      : `${made === 1 ? '1 change' : `${made} changes`} ${dry ? 'would be made' : 'recorded'}:`;
  return (
    <Paper component="section" radius="lg" p="md" aria-labelledby="outcome">
      <Title order={2} id="outcome">
        {dry ? 'What it would do' : 'What it came to'}
      </Title>
      <Text size="sm" mt={4} mb="sm">
        {run.status === 'canceled' ? 'Canceled. ' : ''}
        {run.failure ? `Failed with ${run.failure.code}. ${run.failure.message} ` : ''}
        {sentence}
      </Text>
      <ChangesView run={run} onShow={onShow} />
    </Paper>
  );
}
