import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { catalogueQuery } from '@/api/catalogue';
import { useCan } from '@/api/session';
import { workflowQuery } from '@/api/workflows';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { isHeld } from './openEditors';
import { OpenedEditor } from './OpenedEditor';

const route = getRouteApi('/editors/workflows/$workflowId/edit');

/** The editor of a workflow that exists. */
export function EditorPage() {
  const { workflowId } = route.useParams();
  const { node, panel } = route.useSearch();
  const workflow = useQuery({ ...workflowQuery(workflowId), refetchOnWindowFocus: false, refetchOnMount: 'always' });
  // What is cached may be older than the draft at the server: an editor opens on what is there now.
  const [goesOn] = useState(() => isHeld(workflowId));
  const known = goesOn || workflow.isFetchedAfterMount;
  const catalogue = useQuery(catalogueQuery);
  const rights = { edit: useCan('editor', workflowId), run: useCan('operator', workflowId) };
  const error = workflow.error ?? catalogue.error;
  if (error && !(workflow.data && catalogue.data)) {
    return <ErrorNote error={error} onRetry={() => void (workflow.error ? workflow.refetch() : catalogue.refetch())} />;
  }
  if (!workflow.data || !catalogue.data || !known) return <Loading rows={1} height={480} />;
  return (
    <OpenedEditor
      key={workflowId}
      workflow={workflow.data}
      catalogue={catalogue.data}
      rights={rights}
      node={node}
      panel={panel}
    />
  );
}
