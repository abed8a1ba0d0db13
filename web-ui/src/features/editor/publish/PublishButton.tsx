import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUpload } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useEditor, useEditorStore } from '../useEditor';

const Publishing = lazy(() => import('./Publishing').then((m) => ({ default: m.Publishing })));

/** Publishes the draft, after showing what that means. */
export function PublishButton() {
  const store = useEditorStore();
  const mayEdit = useEditor((state) => state.rights.edit);
  const [opened, { open, close }] = useDisclosure(false);
  const ask = () => {
    void store.getState().save();
    open();
  };
  if (!mayEdit) return null;
  return (
    <>
      <Button size="xs" leftSection={<IconUpload size={16} aria-hidden />} onClick={ask}>
        Publish
      </Button>
      {opened && (
        <Suspense>
          <Publishing onClose={close} />
        </Suspense>
      )}
    </>
  );
}
