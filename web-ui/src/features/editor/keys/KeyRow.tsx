import { Button, Group, Text } from '@mantine/core';
import { type Action } from '../actions';
import { KeyCaps } from './KeyCaps';
import { type OwnKeys, shortcutOf } from './keymap';
import classes from './KeyRow.module.css';
import { KeyRecorder } from './KeyRecorder';

interface Props {
  readonly action: Action;
  readonly own: OwnKeys;
  readonly recording: boolean;
  readonly onRecord: (on: boolean) => void;
  /** An empty text takes its keys away. */
  readonly onAssign: (combination: string) => void;
  readonly onReset: () => void;
}

/** One action, its keys, and what can be made of them. */
export function KeyRow({ action, own, recording, onRecord, onAssign, onReset }: Props) {
  const { id, label } = action;
  const shortcut = shortcutOf(action, own);
  return (
    <div role="listitem" aria-label={label} className={classes['row']} data-recording={recording || undefined}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{label}</Text>
        <Group gap="xs" wrap="nowrap">
          {shortcut === '' ? (
            <Text size="xs" c="dimmed">
              no keys
            </Text>
          ) : (
            <KeyCaps shortcut={shortcut} all />
          )}
          {own[id] !== undefined && (
            <Button size="compact-xs" variant="subtle" aria-label={`Reset the keys of ${label}`} onClick={onReset}>
              Reset
            </Button>
          )}
          {shortcut !== '' && (
            <Button size="compact-xs" variant="subtle" color="gray" aria-label={`Take the keys of ${label} away`} onClick={() => onAssign('')}>
              Clear
            </Button>
          )}
          <Button size="compact-xs" variant="default" aria-label={`Change the keys of ${label}`} onClick={() => onRecord(!recording)}>
            Change
          </Button>
        </Group>
      </Group>
      {recording && <KeyRecorder action={action} own={own} onAssign={onAssign} onClose={() => onRecord(false)} />}
    </div>
  );
}
