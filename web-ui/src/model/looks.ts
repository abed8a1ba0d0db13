import type { Catalogue } from '@/api/types';
import { isJsonObject, type Json } from './json';
import type { WorkflowNode } from './workflow';

/** What a node is about: decides its colour. */
export type Family =
  | 'trigger' | 'cloud' | 'assess' | 'ticket' | 'tag' | 'http' | 'flow' | 'approval' | 'condition'
  | 'wait' | 'policy' | 'end';

export interface Looks {
  readonly family: Family;
  /** A Tabler icon's name without prefix. */
  readonly icon: string;
  /** What it is, below its name. */
  readonly subtitle: string;
}

const kindLooks: { readonly [kind: string]: Looks | undefined } = {
  choice: { family: 'condition', icon: 'arrows-split', subtitle: 'Choice' },
  'any-choice': { family: 'condition', icon: 'arrow-ramp-right-3', subtitle: 'Choice of several' },
  race: { family: 'wait', icon: 'flag', subtitle: 'First of several' },
  fork: { family: 'flow', icon: 'plus', subtitle: 'All ways at once' },
  join: { family: 'flow', icon: 'plus', subtitle: 'Wait for all' },
  wait: { family: 'wait', icon: 'hourglass', subtitle: 'Wait' },
  scope: { family: 'flow', icon: 'square-rounded', subtitle: 'Scope' },
  'for-each': { family: 'flow', icon: 'stack', subtitle: 'For each' },
  begin: { family: 'flow', icon: 'circle', subtitle: 'Beginning' },
  call: { family: 'flow', icon: 'external-link', subtitle: 'Calls a workflow' },
  compensate: { family: 'flow', icon: 'arrow-back-up', subtitle: 'Undoes changes' },
  approval: { family: 'approval', icon: 'user-check', subtitle: 'Approval' },
};

/** How to draw a node: from the catalogue where its type is known, else from its type's name. */
export function looksOf(node: WorkflowNode, catalogue: Catalogue): Looks {
  if (node.kind === 'boundary') return boundaryLooks(node);
  if (node.kind === 'end') return endLooks(node);
  if (node.kind === 'throw') return throwLooks(node);
  if (node.kind === 'handler') return { ...eventLooks(node['event']), family: 'wait' };
  if (node.kind === 'scope' && isJsonObject(node['loop'])) return { family: 'flow', icon: 'repeat', subtitle: 'Loop' };
  if (node.kind === 'wait' && isJsonObject(node['until']) && node['until']['signal'] !== undefined) return { family: 'wait', icon: 'broadcast', subtitle: 'Waits for a signal' };
  if (node.kind === 'join' && node['awaits'] === 'active') return { family: 'flow', icon: 'circle-plus', subtitle: 'Wait for what is under way' };
  const typeId = node.kind === 'start' ? (node.trigger ?? '') : (node.type ?? '');
  const fixed = kindLooks[node.kind];
  if (fixed) return fixed;
  const types = node.kind === 'start' ? catalogue.triggerTypes : catalogue.nodeTypes;
  const type = types.find((candidate) => candidate.id === typeId);
  const family = node.kind === 'start' ? 'trigger' : familyOf(typeId, type?.category ?? '');
  return {
    family,
    icon: type?.icon || fallbackIcons[family],
    subtitle: type?.title ?? (typeId || (node.kind === 'start' ? 'Start' : 'Task')),
  };
}

function endLooks(node: WorkflowNode): Looks {
  if (isJsonObject(node['error'])) return { family: 'end', icon: 'alert-triangle', subtitle: 'Fail' };
  if (isJsonObject(node['verdict'])) return { family: 'policy', icon: 'checklist', subtitle: 'Verdict' };
  if (node['terminate'] === true) return { family: 'end', icon: 'circle-filled', subtitle: 'End everything' };
  return { family: 'end', icon: 'circle', subtitle: 'End' };
}

function boundaryLooks(node: WorkflowNode): Looks {
  return eventLooks(node['event']);
}

function eventLooks(event: Json | undefined): Looks {
  const of = isJsonObject(event) ? event : {};
  if (of['timer'] !== undefined) return { family: 'wait', icon: 'clock', subtitle: 'After a time' };
  if (of['message'] !== undefined) return { family: 'wait', icon: 'mail', subtitle: 'On a message' };
  if (of['signal'] !== undefined) return { family: 'wait', icon: 'broadcast', subtitle: 'On a signal' };
  if (of['escalation'] !== undefined) return { family: 'wait', icon: 'arrow-up-circle', subtitle: 'On an escalation' };
  if (of['compensation'] !== undefined) return { family: 'flow', icon: 'arrow-back-up', subtitle: 'Makes it good' };
  return { family: 'end', icon: 'alert-triangle', subtitle: 'On error' };
}

function throwLooks(node: WorkflowNode): Looks {
  if (node['signal'] !== undefined) return { family: 'wait', icon: 'broadcast', subtitle: 'Sends a signal' };
  if (node['escalation'] !== undefined) return { family: 'wait', icon: 'arrow-up-circle', subtitle: 'Escalates' };
  return { family: 'wait', icon: 'send', subtitle: 'Sends a message' };
}

export function familyOf(typeId: string, category: string): Family {
  const about = `${category} ${typeId}`.toLowerCase();
  const rules: readonly (readonly [string, Family])[] = [
    ['trigger', 'trigger'], ['tag', 'tag'], ['approval', 'approval'], ['qualys', 'assess'],
    ['servicenow', 'ticket'], ['notif', 'ticket'], ['aws', 'cloud'], ['cloud', 'cloud'],
    ['policy', 'policy'], ['crs.', 'policy'], ['kubernetes', 'policy'], ['reputation', 'assess'], ['ioc.', 'assess'], ['siem', 'ticket'],
    ['condition', 'condition'], ['http', 'http'],
  ];
  return rules.find(([word]) => about.includes(word))?.[1] ?? 'flow';
}

const fallbackIcons: { readonly [family in Family]: string } = {
  trigger: 'bolt', cloud: 'cloud', assess: 'shield-search', ticket: 'ticket', tag: 'tag',
  http: 'world', flow: 'braces', approval: 'user-check', condition: 'arrows-split',
  wait: 'hourglass', policy: 'shield-lock', end: 'circle',
};
