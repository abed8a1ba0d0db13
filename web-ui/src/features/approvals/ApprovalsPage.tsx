import { SegmentedControl, Stack } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { approvalsQuery } from '@/api/approvals';
import { useStream } from '@/api/useStream';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ApprovalCard } from './ApprovalCard';
import { PublishRequests } from './PublishRequests';
import { WaitingElsewhere } from './WaitingElsewhere';

const route = getRouteApi('/approvals');

/** What further ones would do is worked out when somebody asks. */
const workedOutAtOnce = 5;

export function ApprovalsPage() {
  const { status = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const approvals = useQuery(approvalsQuery(status));
  const refresh = () => void client.invalidateQueries({ queryKey: ['approvals'] });
  useStream('/runs/stream', 'run', refresh, refresh);
  return (
    <>
      <PageHeader
        title="Approvals"
        lead="Runs that wait for a person, with exactly what will be done. Whoever started a run may not approve it."
        actions={
          <SegmentedControl
            aria-label="Which approvals"
            data={[
              { value: 'open', label: 'Open' },
              { value: 'decided', label: 'Decided' },
            ]}
            value={status}
            onChange={(value) => void navigate({ search: { status: value as typeof status }, replace: true })}
          />
        }
      />
      {approvals.isPending ? (
        <Loading rows={2} height={180} />
      ) : approvals.isError ? (
        <ErrorNote error={approvals.error} onRetry={() => approvals.refetch()} />
      ) : approvals.data.items.length === 0 ? (
        <EmptyState icon={IconChecklist} title={status === 'open' ? 'Nothing waits for you' : 'Nothing decided yet'}>
          {status === 'open'
            ? 'When a run reaches an approval it appears here by itself, with the changes it plans.'
            : 'Decisions are kept here with who took them, when, and why.'}
        </EmptyState>
      ) : (
        <Stack gap="md">
          {approvals.data.items.map((approval, index) => (
            <ApprovalCard
              key={`${approval.run} ${approval.step}`}
              approval={approval}
              eager={index < workedOutAtOnce}
            />
          ))}
        </Stack>
      )}
      {status === 'open' && <PublishRequests />}
      {status === 'open' && <WaitingElsewhere asked={approvals.data?.items ?? []} />}
    </>
  );
}
