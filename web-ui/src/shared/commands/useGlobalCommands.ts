import { IconHierarchy2, IconPlus, IconTimeline } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useDebouncedValue } from '@mantine/hooks';
import { runsQuery } from '@/api/runs';
import { useCan, useSession } from '@/api/session';
import { workflowsQuery } from '@/api/workflows';
import { aroundPages, workPages } from '@/shared/pages';
import type { Command, CommandGroup } from './command';

const pages = [...workPages, ...aroundPages];

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
    .filter(({ to }) => to !== '/sandbox' || session?.sandbox)
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
