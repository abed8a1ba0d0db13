import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { connectionsQuery, useRestrictConnection } from '@/api/administration';
import { GrantsDialog } from '@/shared/grants/GrantsDialog';
import { notifyProblem } from '@/shared/ui/notify';
import { ConnectionUses } from './ConnectionUses';

/** Whether everybody who draws workflows may use a connection, and who may if not. */
export function ConnectionGrants({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const restricted = useQuery(connectionsQuery).data?.find((one) => one.name === name)?.restricted ?? false;
  const restrict = useRestrictConnection();
  return (
    <GrantsDialog subject={{ kind: 'connections', id: name }} title={`Who may use ${name}`} onClose={onClose}>
      <Switch
        label="Restricted"
        description={
          'Only who manages connections, and to whom it is granted here, may have workflows use it. ' +
          'What was published before goes on using it until it is stopped below.'
        }
        checked={restricted}
        disabled={restrict.isPending}
        onChange={(event) =>
          restrict.mutate({ name, restricted: event.currentTarget.checked }, { onError: notifyProblem })
        }
      />
      <ConnectionUses name={name} restricted={restricted} />
    </GrantsDialog>
  );
}
