import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Catalogue } from '@/api/types';
import { workflowQuery } from '@/api/workflows';
import { Editor } from './Editor';
import { hold, openEditor, runEditor } from './openEditors';
import type { Opened, Panel, Rights } from './store';
import { EditorContext } from './useEditor';

interface Props {
  readonly workflow: Opened['workflow'];
  readonly catalogue: Catalogue;
  readonly rights: Rights;
  /** From the address: what to select, and which panel to open. */
  readonly node?: string | undefined;
  readonly panel?: Panel | undefined;
  /** Told the id that a new workflow got with its first save, before the address follows. */
  readonly onCreated?: (id: string) => void;
}

/** Holds the store of an open editor, saves by itself while shown, and keeps the address true. */
export function OpenedEditor({ workflow, catalogue, rights, node, panel, onCreated }: Props) {
  const [editor] = useState(() => {
    const opened = openEditor({ workflow, catalogue, rights });
    const { document } = opened.store.getState();
    const known = document.nodes.some(({ id }) => id === node);
    if (panel) opened.store.setState({ panel });
    if (node && known) opened.store.setState({ selection: new Set([node]), panel: panel ?? 'inspector' });
    return opened;
  });
  const client = useQueryClient();
  const navigate = useNavigate();
  const { edit, run } = rights;
  const made = useEffectEvent((id: string) => (onCreated ?? hold)(id, editor));

  useEffect(() => {
    editor.store.setState({ rights: { edit, run }, catalogue });
  }, [editor, edit, run, catalogue]);

  useEffect(() => {
    editor.listen({
      created(id) {
        made(id);
        void navigate({ to: '/workflows/$workflowId/edit', params: { workflowId: id }, search: {}, replace: true });
      },
      stored(id) {
        const { base, problems } = editor.store.getState();
        client.setQueryData(workflowQuery(id).queryKey, (known) =>
          known && { ...known, name: base.document.name, document: base.document, revision: base.revision, problems },
        );
        void client.invalidateQueries({ queryKey: ['workflows', id], exact: true, refetchType: 'none' });
        void client.invalidateQueries({ queryKey: ['workflows', 'list'], refetchType: 'none' });
      },
    });
    return runEditor(editor);
  }, [editor, client, navigate]);

  return (
    <EditorContext value={editor.store}>
      <Editor />
    </EditorContext>
  );
}
