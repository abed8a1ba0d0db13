import { Text } from '@mantine/core';
import type { NodeType, TriggerType } from '@/api/types';
import type { WorkflowNode } from '@/model/workflow';
import { ApprovalSettings } from './ApprovalSettings';
import { BoundarySettings } from './BoundarySettings';
import { EndSettings } from './EndSettings';
import { JoinSettings } from './JoinSettings';
import { StartSettings } from './StartSettings';
import { TaskSettings } from './TaskSettings';
import { WaitSettings } from './WaitSettings';
import { WayList } from './WayList';

interface Props {
  readonly node: WorkflowNode;
  readonly nodeType: NodeType | undefined;
  readonly triggerType: TriggerType | undefined;
}

/** The settings of a node, by its kind. */
export function NodeSettings({ node, nodeType, triggerType }: Props) {
  switch (node.kind) {
    case 'start': return <StartSettings node={node} type={triggerType} />;
    case 'task': return <TaskSettings node={node} type={nodeType} />;
    case 'choice': case 'any-choice': return <WayList node={node} />;
    case 'wait': return <WaitSettings node={node} />;
    case 'approval': return <ApprovalSettings node={node} />;
    case 'boundary': return <BoundarySettings node={node} />;
    case 'fork': return <Nothing text="Goes every way out at once; there is nothing to set." />;
    case 'race': return <Nothing text="Begins every wait and approval behind it; the first that happens goes on, the others are dropped." />;
    case 'join': return <JoinSettings node={node} />;
    case 'end': return <EndSettings node={node} />;
    default: return node.kind satisfies never;
  }
}

function Nothing({ text }: { readonly text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}
