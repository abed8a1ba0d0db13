import { Paper, Tabs } from '@mantine/core';
import { IconShip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type World, worldQuery } from '@/api/sandbox';
import { useSession } from '@/api/session';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ClockCard } from './ClockCard';
import { Clusters } from './Clusters';
import { LaunchButton } from './LaunchButton';
import { Scans } from './Scans';
import { Snapshots } from './Snapshots';
import { Tickets } from './Tickets';
import { Vms } from './Vms';

const route = getRouteApi('/sandbox');

export function SandboxPage() {
  const session = useSession();
  const world = useQuery({ ...worldQuery, enabled: session?.sandbox ?? false });
  if (session && !session.sandbox) {
    return (
      <>
        <PageHeader title="Sandbox" />
        <EmptyState icon={IconShip} title="The sandbox is off">
          Start Sluice with its sandbox to get a simulated cloud, vulnerability scanner and ticket system to play with.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Sandbox"
        lead="A simulated cloud, scanner and ticket system that speak the vendors' own protocols. Nothing here is real, everything behaves."
        actions={<LaunchButton />}
      />
      {world.isPending ? (
        <Loading />
      ) : world.isError && !world.data ? (
        <ErrorNote error={world.error} onRetry={() => world.refetch()} />
      ) : (
        world.data && <Tables world={world.data} />
      )}
    </>
  );
}

function Tables({ world }: { readonly world: World }) {
  const { tab = 'vms' } = route.useSearch();
  const navigate = route.useNavigate();
  const waiting = world.changes.filter((change) => change['approval'] === 'requested').length;
  return (
    <>
      <ClockCard clock={world.clock} />
      <Paper radius="lg" p="md" mt="md">
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) => void navigate({ search: { tab: value ?? undefined }, replace: true })}
        >
          <Tabs.List mb="sm">
            <Tabs.Tab value="vms">Machines ({world.vms.length})</Tabs.Tab>
            <Tabs.Tab value="changes">
              Changes ({world.changes.length}){waiting > 0 && ` · ${waiting} to approve`}
            </Tabs.Tab>
            <Tabs.Tab value="incidents">Incidents ({world.incidents.length})</Tabs.Tab>
            <Tabs.Tab value="scans">Scans and patches ({world.scans.length + world.patchJobs.length})</Tabs.Tab>
            <Tabs.Tab value="snapshots">Snapshots ({world.snapshots.length})</Tabs.Tab>
            <Tabs.Tab value="cluster">Kubernetes</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="vms">
            <Vms world={world} />
          </Tabs.Panel>
          <Tabs.Panel value="changes">
            <Tickets tickets={world.changes} kind="change" />
          </Tabs.Panel>
          <Tabs.Panel value="incidents">
            <Tickets tickets={world.incidents} kind="incident" />
          </Tabs.Panel>
          <Tabs.Panel value="scans">
            <Scans world={world} />
          </Tabs.Panel>
          <Tabs.Panel value="cluster">
            <Clusters />
          </Tabs.Panel>
          <Tabs.Panel value="snapshots">
            <Snapshots snapshots={world.snapshots} />
          </Tabs.Panel>
        </Tabs>
      </Paper>
    </>
  );
}
