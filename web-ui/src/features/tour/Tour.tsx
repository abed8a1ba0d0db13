import { Button, CloseButton, Group, Paper, Text, Title } from '@mantine/core';
import { useCan, useSession } from '@/api/session';
import { currentStep, type TourStep, type TourView } from '@/model/tour';
import { useTour } from '@/shared/tour/useTour';
import { Dots } from './Dots';
import classes from './Tour.module.css';
import { useTourView } from './useTourView';
import { Way } from './Way';

/** The first five minutes, above whatever page is open: never in the way, gone when one likes. */
export function Tour() {
  const { tour, leave } = useTour();
  const session = useSession();
  const editor = useCan('editor');
  const operator = useCan('operator');
  if (tour.state === 'off' || !session?.sandbox || !editor || !operator) return null;
  return <Strip key={tour.since} since={tour.since} onLeave={leave} />;
}

function Strip({ since, onLeave }: { readonly since: string; readonly onLeave: () => void }) {
  const view = useTourView(since);
  const step = currentStep(view);
  if (/^\/workflows\/(new|.*\/edit)$/.test(view.path)) return null;
  return (
    <Paper component="section" className={classes['strip']} radius="lg" p="md" mb="lg" aria-labelledby="tour">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <div>
          <Group gap="sm">
            <Title order={2} size="h4" id="tour">
              First five minutes
            </Title>
            <Dots step={step} />
          </Group>
          <div aria-live="polite">
            <Text fw={600} size="sm" mt={6}>
              {titles[step]}
            </Text>
            <Text size="sm" maw="78ch">
              {sentenceOf(step, view)}
            </Text>
          </div>
        </div>
        <CloseButton aria-label="Skip the tour" title="Skip the tour; it is under Help again" onClick={onLeave} />
      </Group>
      <Group mt="sm" gap="xs">
        <Way step={step} view={view} />
        {step === 'end' && <Button onClick={onLeave}>Finish</Button>}
        {step !== 'end' && (
          <Button variant="subtle" color="gray" onClick={onLeave}>
            Skip
          </Button>
        )}
      </Group>
    </Paper>
  );
}

const titles: { readonly [step in TourStep | 'end']: string } = {
  install: 'Start from a template',
  publish: 'Publish it and switch it on',
  launch: 'Launch a machine',
  watch: 'Watch it work',
  approve: 'Approve the change',
  read: 'Read the summary',
  end: 'That is the whole of it',
};

function sentenceOf(step: TourStep | 'end', { run }: TourView): string {
  switch (step) {
    case 'install':
      return 'A template is a whole workflow. This one guards machines that face the internet; its connections lead to the sandbox, so nothing real is touched. Install it: it opens in the editor as a draft.';
    case 'publish':
      return 'A draft starts nothing. Press Publish, and switch its triggers on: from then on every new machine starts a run.';
    case 'launch':
      return 'Launch a machine with a public address in the sandbox. Its start is an event, as it would be from a real cloud.';
    case 'watch':
      return 'The run finds the machine, scans it, reads its TruRisk and puts it into quarantine. Each step lights up on the diagram as it happens.';
    case 'approve':
      return `Nothing is patched without a word. Approve ${run?.awaitsChange ?? 'the change'} under Changes in the sandbox, as the change board would.`;
    case 'read':
      return 'Patched, released, tickets closed. The run keeps every change with what was there before, who decided, and how long each step took.';
    case 'end':
      return 'Try a dry run next: it lists every change without making one. Or draw a workflow of your own.';
    default:
      return step satisfies never;
  }
}
