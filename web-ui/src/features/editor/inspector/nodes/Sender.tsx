import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TriggerType } from '@/api/types';
import { triggersQuery } from '@/api/workflows';
import type { WorkflowNode } from '@/model/workflow';
import { SenderPanel } from '@/shared/trigger/SenderPanel';
import { useEditor } from '../../useEditor';

interface Props {
  readonly node: WorkflowNode;
  readonly source: TriggerType['source'];
}

/** The other end of a trigger that something outside delivers to. */
export function Sender({ node, source }: Props) {
  const workflow = useEditor((state) => state.workflowId);
  if (source !== 'webhook' && source !== 'eventbridge') return null;
  return (
    <section aria-labelledby="sender">
      <Title order={3} size="h6" id="sender" mb="xs">
        Set up the sender
      </Title>
      {workflow ? <Known workflow={workflow} node={node} /> : <Unsaved />}
    </section>
  );
}

function Known({ workflow, node }: { readonly workflow: string; readonly node: WorkflowNode }) {
  const triggers = useQuery({ ...triggersQuery(workflow), refetchInterval: 2_000 });
  const trigger = triggers.data?.find((one) => one.node === node.id && one.type === node.trigger);
  return trigger?.url ? <SenderPanel workflow={workflow} trigger={trigger} config={node.config ?? {}} order={4} /> : <Unsaved />;
}

function Unsaved() {
  return (
    <Text size="sm" c="dimmed">
      Its address is here as soon as the draft is saved.
    </Text>
  );
}
