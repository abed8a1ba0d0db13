import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { runsOfWorkflowQuery } from '@/api/runs';
import type { Workflow } from '@/api/types';
import { nodeName, starts, type WorkflowDocument } from '@/model/workflow';

interface Props {
  readonly workflow: Pick<Workflow, 'id' | 'publishedVersion'>;
  readonly document: WorkflowDocument;
}

/** Who notices: the triggers, and the runs under way. */
export function Impact({ workflow: { id, publishedVersion }, document }: Props) {
  const running = useQuery({ ...runsOfWorkflowQuery(id, 'running'), enabled: id !== '' });
  const triggers = starts(document).map(nodeName).join(', ');
  const count = running.data?.items.length ?? 0;
  return (
    <Text size="sm">
      New runs will begin with version {(publishedVersion ?? 0) + 1}
      {triggers && <> (by {triggers})</>}.{' '}
      {count > 0
        ? `${running.data?.next ? `More than ${count}` : count} ${count === 1 ? 'run is' : 'runs are'} under way and will end with the version ${count === 1 ? 'it' : 'they'} began with.`
        : 'No run is under way.'}
    </Text>
  );
}
