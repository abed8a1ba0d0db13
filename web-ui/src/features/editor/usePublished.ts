import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { versionQuery } from '@/api/workflows';
import { useEditor, useEditorStore } from './useEditor';

/** Fetches what is published, so that nodes that differ from it can be marked. */
export function usePublished(): void {
  const store = useEditorStore();
  const id = useEditor((state) => state.workflowId);
  const version = useEditor((state) => state.publishedVersion);
  const query = useQuery({ ...versionQuery(id ?? '', version ?? 0), enabled: id !== undefined && version !== null });
  const document = version === null ? undefined : query.data?.document;
  useEffect(() => {
    store.setState({ published: document });
  }, [store, document]);
}
