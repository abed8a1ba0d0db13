import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { approvalQuery } from '@/api/approvals';
import { useChooseProject } from '@/api/projects';
import { useSession } from '@/api/session';
import { useStream } from '@/api/useStream';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ApprovalCard } from './ApprovalCard';

const route = getRouteApi('/approvals/$runId/$step');

/** One question, at the address that people are told in a chat. Coming here decides nothing. */
export function ApprovalPage() {
  const { runId, step } = route.useParams();
  const elsewhere = useProjectOfLink();
  const client = useQueryClient();
  const approval = useQuery({ ...approvalQuery(runId, step), enabled: !elsewhere });
  const refresh = () => void client.invalidateQueries({ queryKey: ['approvals'] });
  useStream('/runs/stream', 'run', refresh, refresh);
  return (
    <>
      <PageHeader
        title="Approval"
        lead="A run waits for a person, with exactly what will be done. Nothing is decided until you say so below."
        actions={
          <TextLink to="/approvals" size="sm">
            All that waits
          </TextLink>
        }
      />
      {approval.isPending ? (
        <Loading rows={1} height={180} />
      ) : approval.isError ? (
        <ErrorNote error={approval.error} onRetry={() => approval.refetch()} />
      ) : (
        <ApprovalCard approval={approval.data} eager />
      )}
    </>
  );
}

/** A link says which project it is of. Whoever has no part there stays where they are. */
function useProjectOfLink(): boolean {
  const { project } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = useChooseProject();
  const here = useSession()?.project;
  const follow = useEffectEvent(async (id: string) => {
    // Forgotten first: the page begins anew in the other project.
    await navigate({ search: {}, replace: true });
    if (id !== here) await choose(id);
  });
  useEffect(() => {
    if (project !== undefined) void follow(project);
  }, [project]);
  return project !== undefined;
}
