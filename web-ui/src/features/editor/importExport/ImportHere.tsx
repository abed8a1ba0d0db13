import { ImportDialog } from '@/shared/import/ImportDialog';
import { endImport } from '@/shared/import/importStore';
import { useEditor, useEditorStore } from '../useEditor';

/** A file takes the draft's place: one edit, that can be undone. */
export function ImportHere() {
  const store = useEditorStore();
  const mayEdit = useEditor((state) => state.rights.edit);
  const replaces = useEditor((state) => state.document.nodes.length > 0);
  return (
    <ImportDialog
      allowed={mayEdit}
      label={replaces ? 'Replace the draft' : 'Take it over'}
      note={replaces && 'Undo brings the present draft back.'}
      onTake={(document, file) => {
        const label = `Imported ${file}`;
        store.getState().edit({ type: 'replace', document, why: label }, { label });
        endImport();
        requestAnimationFrame(() => store.getState().canvas?.fit());
      }}
    />
  );
}
