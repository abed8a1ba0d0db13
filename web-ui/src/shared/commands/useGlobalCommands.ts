import {
  IconBook2, IconChartHistogram, IconChecklist, IconHierarchy2, IconInbox, IconListCheck, IconPlug,
  IconPlus, IconSettings, IconShip, IconTimeline,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useDebouncedValue } from '@mantine/hooks';
import { runsQuery } from '@/api/runs';
import { useCan, useSession } from '@/api/session';
import { workflowsQuery } from '@/api/workflows';
import type { Command, CommandGroup } from './command';

const pages = [
  { to: '/dashboard', label: 'Dashboard', icon: IconChartHistogram },
  { to: '/workflows', label: 'Workflows', icon: IconHierarchy2 },
  { to: '/runs', label: 'Runs', icon: IconTimeline },
  { to: '/approvals', label: 'Approvals', icon: IconChecklist },
  { to: '/templates', label: 'Templates', icon: IconBook2 },
  { to: '/events', label: 'Events', icon: IconInbox },
  { to: '/connections', label: 'Connections', icon: IconPlug },
  { to: '/sandbox', label: 'Sandbox', icon: IconShip },
  { to: '/audit', label: 'Audit', icon: IconListCheck },
  { to: '/settings', label: 'Settings', icon: IconSettings },
] as const;

/**
 * Pages, workflows and runs to go to from anywhere, as far as the person may.
 *
 * @param asking whether somebody looks: the server is asked only then
 */
export function useGlobalCommands(query: string, asking: boolean): readonly CommandGroup[] {
  const router = useRouter();
  const session = useSession();
  const mayEdit = useCan('editor');
  const [asked] = useDebouncedValue(query, 200);
  const workflows = useInfiniteQuery({ ...workflowsQuery(asked), enabled: asking }).data?.pages[0]?.items ?? [];
  const runs = useInfiniteQuery({ ...runsQuery({ query: asked || undefined }, 8), enabled: asking }).data?.pages[0]?.items ?? [];
  const go = (href: string) => () => void router.navigate({ href });
  const pageCommands = pages
    .filter(({ to }) => (to !== '/sandbox' || session?.sandbox) && known(router.routesByPath, to))
    .map(({ to, label, icon }): Command => ({ id: `page ${to}`, label, icon, description: 'Page', perform: go(to) }));
  return [
    { label: 'Pages', commands: mayEdit ? [...pageCommands, newWorkflow(go('/workflows/new'))] : pageCommands },
    {
      label: 'Workflows',
      commands: workflows.map(({ id, name, description }) => ({
        id: `workflow ${id}`, label: name, description, icon: IconHierarchy2, perform: go(`/workflows/${id}`),
      })),
    },
    {
      label: 'Runs',
      commands: runs.map(({ id, workflow, status }) => ({
        id: `run ${id}`, label: `${workflow.name}: ${status}`, description: `Run ${id}`, icon: IconTimeline, perform: go(`/runs/${id}`),
      })),
    },
  ];
}

function newWorkflow(perform: () => void): Command {
  return { id: 'new-workflow', label: 'New workflow', keywords: ['create', 'blank'], icon: IconPlus, perform };
}

function known(routes: object, path: string): boolean {
  return path in routes;
}
