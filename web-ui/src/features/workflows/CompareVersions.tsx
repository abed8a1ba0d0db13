import { Button, Group, Paper, Select } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCatalogue } from '@/api/catalogue';
import type { Workflow, WorkflowVersion } from '@/api/types';
import { versionQuery } from '@/api/workflows';
import { DiffView } from '@/shared/diff/DiffView';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';

/** A published version, or the draft. */
export type State = number | 'draft';
export type Compared = readonly [before: State, after: State];

interface Props {
  readonly workflow: Workflow;
  readonly versions: readonly WorkflowVersion[];
  readonly compared: Compared;
  /** Undefined ends it. */
  readonly onCompare: (compared: Compared | undefined) => void;
}

/** What differs between two states of a workflow; which two stands in the address. */
export function CompareVersions({ workflow, versions, compared: [before, after], onCompare }: Props) {
  const catalogue = useCatalogue();
  const old = useDocument(workflow, before);
  const fresh = useDocument(workflow, after);
  const choices = [
    { value: 'draft', label: 'Draft' },
    ...versions.map(({ version }) => ({
      value: String(version),
      label: `Version ${version}${version === workflow.publishedVersion ? ' (published)' : ''}`,
    })),
  ];
  const error = old.error ?? fresh.error;
  return (
    <Paper component="section" radius="lg" p="md" mb="md" aria-label="What differs">
      <Group mb="md" gap="sm" align="flex-end">
        <Select size="xs" label="Before" data={choices} value={String(before)} allowDeselect={false} onChange={(value) => onCompare([stateOf(value), after])} />
        <Select size="xs" label="After" data={choices} value={String(after)} allowDeselect={false} onChange={(value) => onCompare([before, stateOf(value)])} />
        <Button size="xs" variant="default" leftSection={<IconArrowsExchange size={16} aria-hidden />} onClick={() => onCompare([after, before])}>
          Swap
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onCompare(undefined)}>
          Close the comparison
        </Button>
      </Group>
      <ErrorNote error={error} />
      {old.document && fresh.document ? (
        <DiffView before={old.document} after={fresh.document} catalogue={catalogue} />
      ) : (
        !error && <Loading rows={1} height={240} />
      )}
    </Paper>
  );
}

function useDocument(workflow: Workflow, state: State) {
  const version = useQuery({ ...versionQuery(workflow.id, state === 'draft' ? 0 : state), enabled: state !== 'draft' });
  return state === 'draft' ? { document: workflow.document, error: null } : { document: version.data?.document, error: version.error };
}

function stateOf(text: string | null): State {
  return text === null || text === 'draft' ? 'draft' : Number(text);
}
