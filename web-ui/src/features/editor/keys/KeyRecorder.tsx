import { Alert, Button, Group, Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { type Action, actions } from '../actions';
import { refusalOf, rivalsOf } from './assign';
import { KeyCaps } from './KeyCaps';
import type { OwnKeys } from './keymap';
import { combinationOf, keyNames } from './shortcut';

interface Props {
  readonly action: Action;
  readonly own: OwnKeys;
  readonly onAssign: (combination: string) => void;
  readonly onClose: () => void;
}

/** Waits for a combination, and asks before it is taken from another action. */
export function KeyRecorder({ action, own, onAssign, onClose }: Props) {
  const [pressed, setPressed] = useState<string>();
  const refusal = pressed === undefined ? undefined : refusalOf(pressed);
  const rivals = pressed === undefined || refusal ? [] : rivalsOf(actions, own, action.id, pressed);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      onClose();
      return;
    }
    const combination = combinationOf(event.nativeEvent);
    if (combination === undefined) return;
    const free = refusalOf(combination) === undefined && rivalsOf(actions, own, action.id, combination).length === 0;
    if (free) onAssign(combination);
    else setPressed(combination);
  };

  return (
    <>
      {/* The dialog around it must not take Esc for itself. */}
      <Button
        fullWidth
        variant="light"
        mt={6}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person for pressing keys
        autoFocus
        data-mantine-stop-propagation="true"
        aria-label={`New keys of ${action.label}`}
        onKeyDown={onKeyDown}
      >
        {pressed === undefined ? 'Press the keys; Esc leaves it as it is' : <KeyCaps shortcut={pressed} />}
      </Button>
      {refusal && (
        <Text role="alert" size="sm" c="var(--tone-bad)" mt={4}>
          {refusal} Press others.
        </Text>
      )}
      {pressed !== undefined && rivals.length > 0 && (
        <Alert color="yellow" mt={6} p="xs" title={`${keyNames(pressed).join('+')} is in use: ${rivals.map(({ label }) => label).join(', ')}`}>
          <Group gap="xs">
            <Button size="compact-xs" onClick={() => onAssign(pressed)}>
              Take it from there
            </Button>
            <Button size="compact-xs" variant="default" onClick={onClose}>
              Leave it
            </Button>
          </Group>
        </Alert>
      )}
    </>
  );
}
