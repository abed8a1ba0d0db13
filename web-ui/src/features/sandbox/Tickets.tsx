import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconTicket } from '@tabler/icons-react';
import { type Ticket, useSandbox } from '@/api/sandbox';
import { useCan } from '@/api/session';
import { Badge, type BadgeTone } from '@/shared/ui/Badge';
import { EmptyState } from '@/shared/ui/EmptyState';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';

interface Props {
  readonly tickets: readonly Ticket[];
  readonly kind: 'incident' | 'change';
}

const approvalTones: { readonly [approval: string]: BadgeTone | undefined } = {
  approved: 'good', rejected: 'bad', requested: 'person',
};

const incidentStates: { readonly [state: string]: string | undefined } = {
  '1': 'New', '2': 'In progress', '3': 'On hold', '6': 'Resolved', '7': 'Closed', '8': 'Canceled',
};

const changeStates: { readonly [state: string]: string | undefined } = {
  '-5': 'New', '-4': 'Assess', '-3': 'Authorize', '-2': 'Scheduled', '-1': 'Implement', '0': 'Review',
  '3': 'Closed', '4': 'Canceled',
};

/** The simulated service desk; change requests are approved here. */
export function Tickets({ tickets, kind }: Props) {
  if (tickets.length === 0) {
    return (
      <EmptyState icon={IconTicket} title={kind === 'change' ? 'No change request' : 'No incident'}>
        A workflow opens them as it goes.
      </EmptyState>
    );
  }
  return (
    <Table.ScrollContainer minWidth={700} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Tickets' } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Number</Table.Th>
            <Table.Th>About</Table.Th>
            <Table.Th>State</Table.Th>
            {kind === 'change' && <Table.Th>Approval</Table.Th>}
            {kind === 'change' && <Table.Th>
<VisuallyHidden>Actions</VisuallyHidden>
</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tickets.toReversed().map((ticket) => (
            <Row key={ticket['sys_id']} ticket={ticket} kind={kind} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ ticket, kind }: { readonly ticket: Ticket; readonly kind: Props['kind'] }) {
  const state = ticket['state'] ?? '';
  const approval = ticket['approval'] ?? '';
  return (
    <Table.Tr>
      <Table.Td fw={600} className="numbers">
        {ticket['number']}
      </Table.Td>
      <Table.Td maw={420}>
        <Text size="sm" lineClamp={2}>
          {ticket['short_description']}
        </Text>
      </Table.Td>
      <Table.Td>{(kind === 'change' ? changeStates : incidentStates)[state] ?? state}</Table.Td>
      {kind === 'change' && (
        <>
          <Table.Td>
            <Badge tone={approvalTones[approval] ?? 'plain'}>{approval || 'not requested'}</Badge>
          </Table.Td>
          <Table.Td>
            <Decide ticket={ticket} open={approval === 'requested'} />
          </Table.Td>
        </>
      )}
    </Table.Tr>
  );
}

function Decide({ ticket, open }: { readonly ticket: Ticket; readonly open: boolean }) {
  const sandbox = useSandbox();
  const operator = useCan('operator');
  if (!open || !operator) return null;
  const number = ticket['number'] ?? '';
  const answer = (verb: 'approve' | 'reject') =>
    sandbox.mutate(
      { path: `changes/${ticket['sys_id']}/${verb}`, body: { comments: 'From the sandbox page' } },
      {
        onSuccess: () => notifyDone(`${number} ${verb === 'approve' ? 'approved' : 'rejected'}.`),
        onError: notifyProblem,
      },
    );
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button size="compact-sm" color="teal.9" aria-label={`Approve ${number}`} disabled={sandbox.isPending} onClick={() => answer('approve')}>
        Approve
      </Button>
      <Button size="compact-sm" variant="default" aria-label={`Reject ${number}`} disabled={sandbox.isPending} onClick={() => answer('reject')}>
        Reject
      </Button>
    </Group>
  );
}
