import type { NodeType, TriggerType } from '@/api/types';
import { isJsonObject, type JsonObject } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';

const text = { type: 'string' };
const fired = objectOf({ firedAt: { ...text, title: 'Fired at' } });
const decided = objectOf({
  decision: { ...text, title: 'Decision', enum: ['approved', 'rejected', 'expired'] },
  by: { ...text, title: 'By', description: 'Who decided.' },
  comment: { ...text, title: 'Comment' },
  at: { ...text, title: 'At' },
});
const failed = objectOf({
  code: { ...text, title: 'Code' },
  message: { ...text, title: 'Message' },
  fault: { ...text, title: 'Fault', description: 'Whose it is: user, outside, capacity or ours.' },
});

const count = { type: 'integer', minimum: 0 };
const counted = objectOf({
  total: { ...count, title: 'Total' },
  done: { ...count, title: 'Done' },
  failed: { ...count, title: 'Failed' },
  results: { type: 'array', title: 'Results', description: 'What each item gave back, in their order.' },
});

/** What a node gives, as far as it is known before it runs. */
export function outputSchemaOf(node: WorkflowNode, types: readonly NodeType[], trigger: TriggerType | undefined): JsonObject | undefined {
  const until = isJsonObject(node['until']) ? node['until'] : {};
  const event = isJsonObject(node['event']) ? node['event'] : {};
  switch (node.kind) {
    case 'task': return types.find(({ id }) => id === node.type)?.outputSchema;
    case 'start': return trigger?.eventSchema;
    case 'approval': return decided;
    case 'wait':
      if (until['type'] !== undefined) return types.find(({ id }) => id === until['type'])?.outputSchema;
      return until['message'] === undefined && until['signal'] === undefined ? fired : undefined;
    case 'boundary': case 'handler': return happened(event);
    case 'for-each': return counted;
    case 'compensate': return objectOf({ undone: { type: 'integer', title: 'Undone', description: 'How many changes.' } });
    case 'scope': return isJsonObject(node['loop']) ? objectOf({ rounds: { type: 'integer', title: 'Rounds' } }) : undefined;
    case 'begin': case 'throw': case 'call': return undefined;
    case 'choice': case 'any-choice': case 'fork': case 'join': case 'race': case 'end': return undefined;
    default: return node.kind satisfies never;
  }
}

function happened(event: JsonObject): JsonObject | undefined {
  if (event['timer'] !== undefined) return fired;
  if (event['escalation'] !== undefined) return objectOf({ code: { ...text, title: 'Code' } });
  return event['error'] === undefined ? undefined : failed;
}

function objectOf(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties) };
}
