import { Group, Kbd, Modal, SimpleGrid, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { type Action, actions } from '../actions';
import { useEditor, useEditorStore } from '../useEditor';
import { keyNames } from './shortcut';

const pointers: readonly (readonly [what: string, how: string])[] = [
  ['Select several', 'Drag over empty space, or Shift-click'],
  ['Move the view', 'Wheel, Space-drag, or middle button'],
  ['Zoom', 'Ctrl-wheel or pinch'],
  ['Put a node into a way', 'Drop it on the way'],
  ['Remove a way', 'Drag its end into empty space'],
];

/** Every key of the editor, from the same list that the keys themselves are read from. */
export function KeysDialog() {
  const shown = useEditor((state) => state.keysShown);
  const store = useEditorStore();
  const listed = useMemo(() => actions.filter(({ shortcut }) => shortcut !== undefined), []);
  return (
    <Modal opened={shown} onClose={() => store.getState().showKeys(false)} title="Keys and gestures" size="xl">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing={0}>
        {listed.map((action) => (
          <Row key={action.id} action={action} />
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
    </Modal>
  );
}

function Row({ action: { label, shortcut = '' } }: { readonly action: Action }) {
  return (
    <Group justify="space-between" wrap="nowrap" py={4}>
      <Text size="sm">{label}</Text>
      <Group gap={4} wrap="nowrap">
        {keyNames(shortcut).map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </Group>
    </Group>
  );
}
