import { ActionIcon, Button, Group, Slider, Text, Tooltip } from '@mantine/core';
import {
  IconHistory, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBack, IconPlayerSkipForward, IconX,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { JournalEntry } from '@/api/types';
import type { Moment } from '@/model/journal';
import { When } from '@/shared/ui/When';
import classes from './RunPage.module.css';

interface Props {
  readonly entries: readonly JournalEntry[];
  readonly moments: readonly Moment[];
  /** The entry that is looked at; undefined for now. */
  readonly at: number | undefined;
  readonly onAt: (entry: number | undefined) => void;
}

const stepEvery = 700;

/** Walks through the run's journal; the diagram shows how it stood then. */
export function ReplayBar({ entries, moments, at, onAt }: Props) {
  const [playing, setPlaying] = useState(false);
  const last = entries.length - 1;
  const here = at ?? last;
  useEffect(() => {
    if (!playing || at === undefined) return;
    const timer = setTimeout(() => (at >= last ? setPlaying(false) : onAt(at + 1)), stepEvery);
    return () => clearTimeout(timer);
  }, [playing, at, last, onAt]);
  if (last < 1) return null;
  if (at === undefined) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        mt={6}
        leftSection={<IconHistory size={15} aria-hidden />}
        onClick={() => onAt(0)}
      >
        Step through time
      </Button>
    );
  }
  const words = wordsOf(entries[here], moments);
  const go = (entry: number) => {
    setPlaying(false);
    onAt(Math.max(0, Math.min(last, entry)));
  };
  return (
    <div className={classes['replay']} role="group" aria-label="Step through time">
      <Group gap={4} wrap="nowrap">
        <Tool label="One step back" icon={IconPlayerSkipBack} disabled={here === 0} onClick={() => go(here - 1)} />
        <Tool
          label={playing ? 'Pause' : 'Play'}
          icon={playing ? IconPlayerPauseFilled : IconPlayerPlayFilled}
          onClick={() => {
            if (!playing && here >= last) onAt(0);
            setPlaying(!playing);
          }}
        />
        <Tool label="One step on" icon={IconPlayerSkipForward} disabled={here === last} onClick={() => go(here + 1)} />
      </Group>
      <Slider
        min={0}
        max={last}
        value={here}
        onChange={go}
        label={null}
        thumbLabel="Moment of the run"
        thumbProps={{ 'aria-valuetext': words }}
        className={classes['track'] ?? ''}
      />
      <Text size="sm" className={classes['moment'] ?? ''} aria-live="polite">
        <When at={entries[here]?.at} as="time" /> · {words}
      </Text>
      <Button size="compact-sm" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={() => onAt(undefined)}>
        Back to now
      </Button>
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: typeof IconX;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ label, icon: Icon, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} disabled={disabled} onClick={onClick}>
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function wordsOf(entry: JournalEntry | undefined, moments: readonly Moment[]): string {
  if (!entry) return '';
  const told = moments.filter((moment) => moment.key.startsWith(`${entry.version}.`)).map((moment) => moment.text);
  return told.length > 0 ? told.join(', ') : 'Bookkeeping';
}
