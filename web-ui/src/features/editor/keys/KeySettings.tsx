import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { actions } from '../actions';
import { assigned, changesOnly, resetKeys } from './assign';
import { keepKeys, keymap, type OwnKeys, shortcutOf } from './keymap';
import { KeyRow } from './KeyRow';
import { keyNames } from './shortcut';

/** Every action with its keys, each to be given others. */
export function KeySettings({ onDone }: { readonly onDone: () => void }) {
  const own = useStore(keymap, (state) => state.own);
  const [query, setQuery] = useState('');
  const [recording, setRecording] = useState<string>();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = actions.filter((action) => {
    const text = `${action.label} ${action.keywords?.join(' ') ?? ''} ${keyNames(shortcutOf(action, own)).join('+')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const keep = (next: OwnKeys) => {
    keepKeys(changesOnly(actions, next));
    setRecording(undefined);
  };
  const changed = Object.keys(own).length;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Kept in this browser, for every workflow.
      </Text>
      <TextInput
        aria-label="Search actions"
        placeholder="Search by name or keys"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <div role="list" aria-label="Actions and their keys">
        {found.map((action) => (
          <KeyRow
            key={action.id}
            action={action}
            own={own}
            recording={recording === action.id}
            onRecord={(on) => setRecording(on ? action.id : undefined)}
            onAssign={(combination) => keep(assigned(actions, own, action.id, combination))}
            onReset={() => keep(resetKeys(actions, own, action.id))}
          />
        ))}
        {found.length === 0 && <Text size="sm">Nothing of that name.</Text>}
      </div>
      <Group justify="space-between">
        <Button variant="default" disabled={changed === 0} onClick={() => keep({})}>
          Reset all keys
        </Button>
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
