import { useQuery } from '@tanstack/react-query';
import { workflowQuery } from '@/api/workflows';
import { PublishDialog } from '@/shared/publish/PublishDialog';
import { useEditor, useEditorStore } from '../useEditor';

/** Publishes what the editor has saved; until it is, the dialog waits. */
export function Publishing({ onClose }: { readonly onClose: () => void }) {
  const store = useEditorStore();
  const id = useEditor((state) => state.workflowId) ?? '';
  const { revision } = useEditor((state) => state.base);
  const publishedVersion = useEditor((state) => state.publishedVersion);
  const saving = useEditor((state) => state.saving);
  const document = useEditor((state) => state.document);
  const catalogue = useEditor((state) => state.catalogue);
  const errors = useEditor((state) => state.problems).filter(({ severity }) => severity === 'error').length;
  const known = useQuery({ ...workflowQuery(id), enabled: id !== '' });
  const coming = saving === 'saving' || saving === 'dirty';
  return (
    <PublishDialog
      workflow={{ id, revision, publishedVersion, enabled: known.data?.enabled ?? true }}
      document={document}
      catalogue={catalogue}
      errors={errors}
      unsaved={saving === 'saved' && id !== '' ? undefined : coming ? 'Saving the draft …' : 'The draft is not saved'}
      onShowProblems={() => {
        store.getState().openPanel('problems');
        onClose();
      }}
      onPublished={(version) => store.setState({ publishedVersion: version, published: store.getState().base.document })}
      onClose={onClose}
    />
  );
}
