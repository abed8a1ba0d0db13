import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconArrowsDiff, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { BulkAction, RunFilter } from '@/api/runs';
import type { RunSummary } from '@/api/types';
import { ButtonLink } from '@/shared/ui/links';
import { BulkDialog } from './BulkDialog';

interface Props {
  readonly runs: readonly RunSummary[];
  /** By what more would be found than is loaded; undefined if all that is loaded is not chosen, or is all there is. */
  readonly beyond: RunFilter | undefined;
  readonly onNone: () => void;
}

interface Choice {
  readonly action: BulkAction;
  readonly verb: string;
  /** Which ones, in words, after their number. */
  readonly which: string;
  readonly icon: ReactNode;
  /** Which of the chosen it can be done with. */
  readonly fits: (run: RunSummary) => boolean;
  /** The same, of those that are not loaded. */
  readonly narrowed: RunFilter;
}

const choices: readonly Choice[] = [
  {
    action: 'retry',
    verb: 'Retry',
    which: 'with incidents',
    icon: <IconRefresh size={14} aria-hidden />,
    fits: (run) => run.incidents > 0,
    narrowed: { incident: true },
  },
  {
    action: 'pause',
    verb: 'Pause',
    which: 'running',
    icon: <IconPlayerPause size={14} aria-hidden />,
    fits: (run) => run.status === 'running' && !run.paused,
    narrowed: { status: 'running' },
  },
  {
    action: 'resume',
    verb: 'Resume',
    which: 'paused',
    icon: <IconPlayerPlay size={14} aria-hidden />,
    fits: (run) => run.status === 'running' && run.paused,
    narrowed: { status: 'running' },
  },
  {
    action: 'cancel',
    verb: 'Cancel',
    which: 'running',
    icon: <IconPlayerStop size={14} aria-hidden />,
    fits: (run) => run.status === 'running',
    narrowed: { status: 'running' },
  },
];

/** Whether a filter can find anything that the choice fits; it is narrowed, never made to find something else. */
const findsSome = (filter: RunFilter, { narrowed }: Choice): boolean =>
  filter.status === undefined || narrowed.status === undefined || filter.status === narrowed.status;

/** What can be done with the chosen runs. */
export function BulkBar({ runs, beyond, onNone }: Props) {
  const [asked, setAsked] = useState<Choice>();
  const [all, setAll] = useState(false);
  const everything = all ? beyond : undefined;
  const [first, second] = runs;
  const comparable = runs.length === 2 && first && second && first.workflow.id === second.workflow.id;
  const shown = choices.filter((choice) => choice.action !== 'resume' || everything || runs.some(choice.fits));
  return (
    <Group p="xs" gap="sm" role="toolbar" aria-label="Chosen runs">
      <Text size="sm" fw={600} className="numbers">
        {everything ? 'All that are found' : `${runs.length} chosen`}
      </Text>
      {beyond && (
        <Checkbox
          size="xs"
          label="Also those that are not loaded"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      )}
      {shown.map((choice) => {
        const count = runs.filter(choice.fits).length;
        return (
          <Button
            key={choice.action}
            size="xs"
            variant="default"
            leftSection={choice.icon}
            disabled={everything ? !findsSome(everything, choice) : count === 0}
            onClick={() => setAsked(choice)}
          >
            {everything ? `${choice.verb} all ${choice.which}…` : count > 0 ? `${choice.verb} ${count} ${choice.which}…` : `${choice.verb}…`}
          </Button>
        );
      })}
      {comparable && (
        <ButtonLink
          size="xs"
          variant="default"
          leftSection={<IconArrowsDiff size={14} aria-hidden />}
          to="/runs/compare"
          search={{ a: second.id, b: first.id }}
        >
          Compare
        </ButtonLink>
      )}
      <Button size="xs" variant="subtle" onClick={onNone}>
        Choose none
      </Button>
      {asked && (
        <BulkDialog
          action={asked.action}
          verb={asked.verb}
          runs={runs.filter(asked.fits)}
          filter={everything && { ...everything, ...asked.narrowed }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Group>
  );
}
