import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { versionQuery } from '@/api/workflows';
import { DiffView } from '@/shared/diff/DiffView';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { useEditor, useEditorStore } from '../useEditor';

/** Makes an old version the draft: one edit, that can be undone. */
export function RestoreDialog({ version, onClose }: { readonly version: number; readonly onClose: () => void }) {
  const store = useEditorStore();
  const id = useEditor((state) => state.workflowId) ?? '';
  const document = useEditor((state) => state.document);
  const catalogue = useEditor((state) => state.catalogue);
  const old = useQuery(versionQuery(id, version));
  const restore = () => {
    if (!old.data) return;
    const label = `Restored version ${version}`;
    store.getState().edit({ type: 'replace', document: old.data.document, why: label }, { label });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`Restore version ${version}`} size="xl">
      <Text size="sm" mb="md">
        The draft becomes what version {version} was. Nothing is published by it, and undo takes it back.
      </Text>
      <ErrorNote error={old.error} onRetry={() => void old.refetch()} />
      {old.data ? (
        <DiffView before={document} after={old.data.document} catalogue={catalogue} />
      ) : (
        !old.isError && <Loading rows={1} height={160} />
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep the draft
        </Button>
        <Button disabled={!old.data} onClick={restore}>
          Restore
        </Button>
      </Group>
    </Modal>
  );
}
