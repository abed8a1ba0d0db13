import { Button, Group, Modal, SimpleGrid, Text, Title } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { type Action, actions } from '../actions';
import { useEditor, useEditorStore } from '../useEditor';
import { KeyCaps } from './KeyCaps';
import { KeySettings } from './KeySettings';
import { useShortcuts } from './keymap';

const pointers: readonly (readonly [what: string, how: string])[] = [
  ['Select several', 'Drag over empty space, or Shift-click'],
  ['Move the view', 'Wheel, Space-drag, or middle button'],
  ['Zoom', 'Ctrl-wheel or pinch'],
  ['Put a node into a way', 'Drop it on the way'],
  ['Remove a way', 'Drag its end into empty space'],
];

/** Every key of the editor, from the same list that the keys themselves are read from; and the place to change them. */
export function KeysDialog() {
  const shown = useEditor((state) => state.keysShown);
  const store = useEditorStore();
  const show = (next: typeof shown) => store.getState().showKeys(next);
  return (
    <Modal
      opened={shown !== undefined}
      onClose={() => show(undefined)}
      title={shown === 'change' ? 'Change keys' : 'Keys and gestures'}
      size="xl"
    >
      {shown === 'change' ? <KeySettings onDone={() => show('list')} /> : <KeyList onChange={() => show('change')} />}
    </Modal>
  );
}

function KeyList({ onChange }: { readonly onChange: () => void }) {
  const shortcutOf = useShortcuts();
  return (
    <>
      <Group justify="flex-end" mb="xs">
        <Button variant="default" size="xs" leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onChange}>
          Change keys…
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing={0}>
        {actions
          .filter((action) => shortcutOf(action) !== '')
          .map((action) => (
            <Row key={action.id} action={action} shortcut={shortcutOf(action)} />
          ))}
      </SimpleGrid>
      <Title order={3} mt="lg" mb="xs">
        With the pointer
      </Title>
      {pointers.map(([what, how]) => (
        <Group key={what} justify="space-between" py={4}>
          <Text size="sm">{what}</Text>
          <Text size="sm" c="dimmed">
            {how}
          </Text>
        </Group>
      ))}
    </>
  );
}

function Row({ action: { label }, shortcut }: { readonly action: Action; readonly shortcut: string }) {
  return (
    <Group justify="space-between" wrap="nowrap" py={4}>
      <Text size="sm">{label}</Text>
      <KeyCaps shortcut={shortcut} />
    </Group>
  );
}
