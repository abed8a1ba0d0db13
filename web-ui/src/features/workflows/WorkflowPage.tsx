import { Alert, Group, Select, Tabs } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Workflow, WorkflowVersion } from '@/api/types';
import { versionQuery, versionsQuery, workflowQuery } from '@/api/workflows';
import { Badge } from '@/shared/ui/Badge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { type Compared, CompareVersions } from './CompareVersions';
import { Picture } from './Picture';
import { ProblemList } from './ProblemList';
import { StartDialog } from './StartDialog';
import { StatusBadge } from './StatusBadge';
import { TriggerList } from './TriggerList';
import { VerdictList } from './VerdictList';
import { VersionList } from './VersionList';
import { WorkflowActions } from './WorkflowActions';

const route = getRouteApi('/workflows/$workflowId');

export function WorkflowPage() {
  const { workflowId } = route.useParams();
  const workflow = useQuery(workflowQuery(workflowId));
  const versions = useQuery(versionsQuery(workflowId));
  if (workflow.isPending) return <Loading rows={2} height={220} />;
  if (!workflow.data) {
    return (
      <>
        <PageHeader title="Workflow" />
        <ErrorNote error={workflow.error} onRetry={() => workflow.refetch()} />
      </>
    );
  }
  return <Loaded workflow={workflow.data} versions={versions.data ?? []} />;
}

interface LoadedProps {
  readonly workflow: Workflow;
  readonly versions: readonly WorkflowVersion[];
}

function Loaded({ workflow, versions }: LoadedProps) {
  const { compare, tab = compare ? 'versions' : 'diagram', version, node, run } = route.useSearch();
  const navigate = route.useNavigate();
  const old = useQuery({ ...versionQuery(workflow.id, version ?? 0), enabled: version !== undefined });
  const document = version === undefined ? workflow.document : old.data?.document;
  const problems = version === undefined ? workflow.problems : noProblems;
  const problemCounts = useMemo(() => countByElement(problems), [problems]);
  const errors = workflow.problems.filter((problem) => problem.severity === 'error').length;
  const openTab = (next: string | null) =>
    void navigate({ search: (before) => ({ ...before, tab: (next ?? 'diagram') as typeof tab }), replace: true });

  return (
    <>
      <PageHeader
        title={workflow.name}
        above={
          <TextLink to="/workflows" size="sm">
            Workflows
          </TextLink>
        }
        beside={<StatusBadge published={workflow.publishedVersion} enabled={workflow.enabled} />}
        lead={workflow.document.description}
        actions={<WorkflowActions workflow={workflow} version={version} />}
      />
      <Tabs value={tab} onChange={openTab} keepMounted={false}>
        <Group justify="space-between" align="flex-end" mb="md" gap="xs">
          <Tabs.List>
            <Tabs.Tab value="diagram">Diagram</Tabs.Tab>
            <Tabs.Tab value="versions">Versions</Tabs.Tab>
            <Tabs.Tab value="triggers">Triggers</Tabs.Tab>
            <Tabs.Tab value="problems" rightSection={errors > 0 && <Badge tone="bad">{errors}</Badge>}>
              Problems
            </Tabs.Tab>
            {(tab === 'verdicts' || judges(workflow)) && <Tabs.Tab value="verdicts">Verdicts</Tabs.Tab>}
          </Tabs.List>
          {tab === 'diagram' && (
            <Select
              aria-label="Version shown"
              size="xs"
              w={190}
              allowDeselect={false}
              value={version === undefined ? 'draft' : String(version)}
              data={[
                { value: 'draft', label: 'Draft' },
                ...versions.map((v) => ({ value: String(v.version), label: versionLabel(v, workflow) })),
              ]}
              onChange={(value) =>
                void navigate({
                  search: (before) => ({ ...before, node: undefined, version: value === 'draft' ? undefined : Number(value) }),
                })
              }
            />
          )}
        </Group>
        <Tabs.Panel value="diagram">
          {old.isError && <ErrorNote error={old.error} />}
          {document ? (
            <Picture
              document={document}
              problems={problemCounts}
              selected={node}
              onSelect={(id) => void navigate({ search: (before) => ({ ...before, node: id }), replace: true })}
            />
          ) : (
            <Loading rows={1} height={420} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          {compare && (
            <CompareVersions
              workflow={workflow}
              versions={versions}
              compared={comparedOf(compare)}
              onCompare={(next) => void navigate({ search: (before) => ({ ...before, tab: 'versions', compare: next?.join('..') }), replace: true })}
            />
          )}
          <VersionList workflow={workflow} versions={versions} />
        </Tabs.Panel>
        <Tabs.Panel value="verdicts">
          <VerdictList workflow={workflow.id} />
        </Tabs.Panel>
        <Tabs.Panel value="triggers">
          <TriggerList workflow={workflow} />
        </Tabs.Panel>
        <Tabs.Panel value="problems">
          {workflow.problems.length === 0 ? (
            <Alert icon={<IconInfoCircle aria-hidden />} color="teal">
              Nothing is wrong with the draft.
            </Alert>
          ) : (
            <ProblemList workflow={workflow} />
          )}
        </Tabs.Panel>
      </Tabs>
      <StartDialog
        workflow={workflow}
        mode={run}
        onClose={() => void navigate({ search: (before) => ({ ...before, run: undefined }), replace: true })}
      />
    </>
  );
}

function comparedOf(text: string): Compared {
  const [before, after] = text.split('..').map((part) => (part === 'draft' ? part : Number(part)));
  return [before ?? 'draft', after ?? 'draft'];
}

function judges(workflow: Workflow): boolean {
  return workflow.document.nodes.some((node) => 'verdict' in node);
}

const noProblems: Workflow['problems'] = [];

function countByElement(problems: Workflow['problems']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { element } of problems) {
    if (element) counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  return counts;
}

function versionLabel(version: WorkflowVersion, workflow: Workflow): string {
  return `Version ${version.version}${version.version === workflow.publishedVersion ? ' (published)' : ''}`;
}
