import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '@/api/catalogue';
import { useCan } from '@/api/session';
import type { WorkflowDocument } from '@/model/workflow';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { OpenedEditor } from './OpenedEditor';

const blank: WorkflowDocument = { schema: 1, name: 'New workflow', variables: [], nodes: [], edges: [] };
const unsaved = { document: blank, revision: 0, publishedVersion: null, problems: [] };

/** The editor of a workflow that does not exist before its first edit. */
export function NewEditorPage({ onCreated }: { readonly onCreated: (id: string) => void }) {
  const catalogue = useQuery(catalogueQuery);
  const rights = { edit: useCan('editor'), run: useCan('operator') };
  if (catalogue.error && !catalogue.data) {
    return <ErrorNote error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  }
  if (!catalogue.data) return <Loading rows={1} height={480} />;
  return <OpenedEditor workflow={unsaved} catalogue={catalogue.data} rights={rights} onCreated={onCreated} />;
}
