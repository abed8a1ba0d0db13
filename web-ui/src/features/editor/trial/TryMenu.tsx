import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useEditor, useEditorStore } from '../useEditor';

/** Opens what a draft is tried with. */
export function TryMenu() {
  const store = useEditorStore();
  const open = useEditor((state) => state.panel === 'trial');
  const mayRun = useEditor((state) => state.rights.run);
  if (!mayRun) return null;
  return (
    <Button
      size="xs"
      variant={open ? 'light' : 'default'}
      leftSection={<IconFlask size={16} aria-hidden />}
      aria-pressed={open}
      onClick={() => store.getState().openPanel(open ? undefined : 'trial')}
    >
      Try it
    </Button>
  );
}
