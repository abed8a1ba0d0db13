import { Text } from '@mantine/core';
import type { NodeType, TriggerType } from '@/api/types';
import type { WorkflowNode } from '@/model/workflow';
import { ApprovalSettings } from './ApprovalSettings';
import { BoundarySettings } from './BoundarySettings';
import { CallSettings } from './CallSettings';
import { CompensateSettings } from './CompensateSettings';
import { EndSettings } from './EndSettings';
import { ForEachSettings } from './ForEachSettings';
import { HandlerSettings } from './HandlerSettings';
import { JoinSettings } from './JoinSettings';
import { ScopeSettings } from './ScopeSettings';
import { StartSettings } from './StartSettings';
import { TaskSettings } from './TaskSettings';
import { ThrowSettings } from './ThrowSettings';
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
    case 'begin': return <Nothing text="Here its area begins, each time it is entered; there is nothing to set." />;
    case 'scope': return <ScopeSettings node={node} />;
    case 'for-each': return <ForEachSettings node={node} />;
    case 'handler': return <HandlerSettings node={node} />;
    case 'throw': return <ThrowSettings node={node} />;
    case 'call': return <CallSettings node={node} />;
    case 'compensate': return <CompensateSettings node={node} />;
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
