import { isArea } from './graph';
import { isJsonObject, textAt, type Json, type JsonObject } from './json';
import { handlerWords } from './kindWords';
import type { PlainWords } from './plainWords';
import type { Setting, Telling } from './runbookParts';
import type { WorkflowNode } from './workflow';

export const duration: JsonObject = { format: 'duration' };

function waitSettings(node: WorkflowNode, plain: PlainWords): Setting[] {
  const until = isJsonObject(node['until']) ? node['until'] : {};
  const setting = (title: string, value: Json | undefined, schema?: JsonObject) =>
    value === undefined || value === '' ? [] : [{ title, value: plain.value(value, schema) }];
  const condition = textAt(until, 'condition');
  return [
    ...setting('Waits', until['timer'], duration),
    ...setting('Waits until', until['moment']),
    ...setting('Waits for the message', until['message']),
    ...setting('Whose key is', until['key']),
    ...setting('Looks by', until['type']),
    ...(condition ? [{ title: 'Goes on when', value: [plain.condition(condition)] }] : []),
    ...setting('Looks every', until['every'], duration),
  ];
}

function approvalSettings(node: WorkflowNode, plain: PlainWords): Setting[] {
  const approvers = Array.isArray(node['approvers']) && node['approvers'].length > 0 ? node['approvers'] : ['approver'];
  const deadline = textAt(node, 'deadline');
  return [
    { title: 'A person is asked', value: plain.value(node['title']) },
    ...(textAt(node, 'description') ? [{ title: 'And told', value: plain.value(node['description']) }] : []),
    { title: 'Who may decide', value: plain.value(approvers) },
    ...urging(node, plain),
    { title: 'Time to decide', value: deadline ? plain.value(deadline, duration) : [{ kind: 'text', text: 'no limit' }] },
  ];
}

function urging(node: WorkflowNode, plain: PlainWords): Setting[] {
  const to = Array.isArray(node['escalateTo']) && node['escalateTo'].length > 0 ? node['escalateTo'] : undefined;
  return [
    ...valueOf(plain, node, 'connection', 'People are told by'),
    ...(node['remindAfter'] ? [{ title: 'Reminded after', value: plain.value(node['remindAfter'], duration) }] : []),
    ...(node['remindEvery'] ? [{ title: 'And again every', value: plain.value(node['remindEvery'], duration) }] : []),
    ...(node['escalateAfter'] ? [{ title: 'Others are asked after', value: plain.value(node['escalateAfter'], duration) }] : []),
    ...(to ? [{ title: 'Who may decide then too', value: plain.value(to) }] : []),
  ];
}

/** What is set of a node beside the configuration of its type. */
export function kindSettings(node: WorkflowNode, { plain, target }: Telling): Setting[] {
  const place: Setting[] = node.in === undefined ? [] : [{ title: 'Part of', value: [text(numbered(target(node.in)))] }];
  return [...place, ...ownSettings(node, plain, (id) => numbered(target(id)))];
}

function ownSettings(node: WorkflowNode, plain: PlainWords, named: (id: string) => string): Setting[] {
  if (isArea(node.kind)) return areaSettings(node, plain);
  switch (node.kind) {
    case 'wait': return waitSettings(node, plain);
    case 'approval': return approvalSettings(node, plain);
    case 'throw': return [...valueOf(plain, node, 'message', 'Message'), ...valueOf(plain, node, 'key', 'Whose key is'), ...valueOf(plain, node, 'signal', 'Signal'), ...valueOf(plain, node, 'escalation', 'Escalation'), ...valuesOf(plain, node['payload'], 'Brings')];
    case 'call': return [...valueOf(plain, node, 'workflow', 'Workflow'), ...valueOf(plain, node, 'start', 'Begins at'), ...valuesOf(plain, node['input'], 'Gives it')];
    case 'compensate': return [{ title: 'Undoes', value: [text(textAt(node, 'of') ? `what ${named(textAt(node, 'of') ?? '')} changed` : 'what was changed in the area it stands in')] }];
    case 'end': return [...verdictSettings(node, plain), ...valuesOf(plain, node['result'], 'Gives back')];
    default: return [];
  }
}

function areaSettings(node: WorkflowNode, plain: PlainWords): Setting[] {
  const loop = node['loop'];
  if (node.kind === 'handler') return [{ title: 'Begins', value: [text(handlerWords(node))] }];
  if (node.kind === 'scope') {
    if (!isJsonObject(loop)) return [];
    return [{ title: 'Again while', value: [plain.condition(textAt(loop, 'while') ?? '')] }, ...valueOf(plain, loop, 'most', 'Rounds at most')];
  }
  return [
    { title: 'For each of', value: plain.value(`=${textAt(node, 'items') ?? ''}`) },
    { title: 'At the same time', value: plain.value(node['atOnce'] ?? 1) },
    { title: 'When one fails', value: [text(node['onFailure'] === 'go-on' ? 'the others go on, the failed ones are counted' : 'no further one begins, and the step fails')] },
  ];
}

function verdictSettings(node: WorkflowNode, plain: PlainWords): Setting[] {
  const verdict = node['verdict'];
  if (!isJsonObject(verdict)) return [];
  return [
    ...valueOf(plain, verdict, 'resource', 'What was checked'),
    { title: 'Passes when', value: [plain.condition(textAt(verdict, 'pass') ?? '')] },
    ...valueOf(plain, verdict, 'reason', 'Because'),
  ];
}

function valueOf(plain: PlainWords, of: JsonObject, key: string, title: string): Setting[] {
  const value = of[key];
  return value === undefined || value === '' ? [] : [{ title, value: plain.value(value) }];
}

function valuesOf(plain: PlainWords, value: Json | undefined, title: string): Setting[] {
  return isJsonObject(value) && Object.keys(value).length > 0 ? [{ title, value: plain.value(value) }] : [];
}

function numbered({ number, title }: { readonly number: number; readonly title: string }): string {
  return number > 0 ? `${number} ${title}` : title;
}

function text(words: string): { readonly kind: 'text'; readonly text: string } {
  return { kind: 'text', text: words };
}
