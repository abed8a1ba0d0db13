import type { Catalogue } from '@/api/types';
import { boundariesOf, hasConditions, waysOut } from './graph';
import { isJsonObject, textAt, type JsonObject } from './json';
import { eventWords } from './kindWords';
import { looksOf } from './looks';
import { type OutlineItem, outlineOf } from './outline';
import { plainWordsOf, type PlainWords } from './plainWords';
import { policyText } from './retryPolicy';
import type { ErrorRoad, Runbook, RunbookStep, RunbookWay, Setting, Target, Telling } from './runbookParts';
import { duration, kindSettings } from './runbookSettings';
import { formOf } from './schemaForm';
import { findNode, nodeName, type Variable, type WorkflowDocument, type WorkflowEdge, type WorkflowNode } from './workflow';

export function runbookOf(document: WorkflowDocument, catalogue: Catalogue): Runbook {
  const nodes = inReadingOrder(document);
  const numbers = new Map(nodes.map(({ id }, index) => [id, index + 1]));
  const plain = plainWordsOf(document, catalogue);
  const target = (id: string): Target => {
    const node = findNode(document, id);
    return { number: numbers.get(id) ?? 0, title: node ? nodeName(node) : id };
  };
  const steps = nodes.map((node, index) => ({ number: index + 1, ...stepOf({ document, catalogue, plain, target }, node) }));
  return {
    title: document.name,
    description: document.description ?? '',
    variables: (document.variables ?? []).map((variable) => variableOf(variable, plain)),
    steps,
    permissions: permissionsOf(steps),
  };
}

/** As the outline tells it; events are told with the node they hang on. */
function inReadingOrder(document: WorkflowDocument): WorkflowNode[] {
  return nodesOf(outlineOf(document)).filter((node) => node.kind !== 'boundary' || !findNode(document, node.on ?? ''));
}

function nodesOf(items: readonly OutlineItem[]): WorkflowNode[] {
  return items.flatMap((item) => (item.kind === 'link' ? [] : [item.node, ...nodesOf(item.content), ...item.ways.flatMap((way) => nodesOf(way.items))]));
}

function stepOf(telling: Telling, node: WorkflowNode): Omit<RunbookStep, 'number'> {
  const { document, catalogue } = telling;
  const type = catalogue.nodeTypes.find(({ id }) => node.kind === 'task' && id === node.type);
  const trigger = catalogue.triggerTypes.find(({ id }) => node.kind === 'start' && id === node.trigger);
  const looks = looksOf(node, catalogue);
  return {
    id: node.id,
    kind: node.kind,
    title: nodeName(node),
    what: looks.subtitle,
    summary: type?.summary ?? trigger?.summary ?? '',
    disabled: node['disabled'] === true,
    asks: node.kind === 'approval' || (looks.family === 'approval' && type?.kind === 'await'),
    settings: [
      ...configSettings(node.config, type ?? trigger, telling.plain),
      ...kindSettings(node, telling),
    ],
    effect: type && effectText(type),
    permissions: type?.permissions ?? [],
    policy: node.kind === 'task' ? policyText(node) : undefined,
    ways: waysOut(document, node.id).map((edge) => wayOf(telling, edge, hasConditions(node.kind))),
    roads: boundariesOf(document, node.id).map((event) => roadOf(telling, event, type?.errors)),
  };
}

function configSettings(
  config: JsonObject | undefined,
  type: Catalogue['nodeTypes'][number] | Catalogue['triggerTypes'][number] | undefined,
  plain: PlainWords,
): Setting[] {
  const fields = formOf(type?.configSchema);
  const known = new Set(fields.map(({ name }) => name));
  const told = fields.flatMap(({ name, title, schema, widget }): Setting[] => {
    const value = config?.[name];
    if (value === undefined) return [];
    return [{ title, value: widget === 'secret' ? [{ kind: 'text', text: 'kept secret' }] : plain.value(value, schema) }];
  });
  const rest = Object.entries(config ?? {}).filter(([name]) => !known.has(name));
  return [...told, ...rest.map(([name, value]) => ({ title: name, value: plain.value(value) }))];
}

const afterLostAnswer: { readonly [effectClass: string]: string | undefined } = {
  token: 'Sent again after a lost answer it happens once.',
  probe: 'After a lost answer it is looked for before it is sent again.',
  convergent: 'After a lost answer the state is read, and set again only where it is not as wished.',
  blind: 'After a lost answer a person says whether it happened.',
};

function effectText({ kind, effectClass, undoable }: Catalogue['nodeTypes'][number]): string {
  if (kind === 'read') return 'Reads only; changes nothing.';
  if (kind === 'await') return 'Waits for something outside; changes nothing.';
  const undo = undoable ? 'It can be undone.' : 'It cannot be undone from here.';
  return ['Changes something outside.', afterLostAnswer[effectClass ?? ''], undo].filter(Boolean).join(' ');
}

function wayOf({ plain, target }: Telling, edge: WorkflowEdge, choosing: boolean): RunbookWay {
  const condition = edge.when ? plain.condition(edge.when) : undefined;
  const otherwise = choosing && (edge.otherwise || !edge.when) ? ({ kind: 'text', text: 'no other condition holds' } as const) : undefined;
  return { id: edge.id, label: edge.name ?? '', condition: condition ?? otherwise, to: target(edge.to) };
}

function roadOf({ document, plain, target }: Telling, event: WorkflowNode, errors: { readonly [code: string]: string } = {}): ErrorRoad {
  const what = isJsonObject(event['event']) ? event['event'] : {};
  const timer = what['timer'];
  const beside = event['interrupting'] === false ? ', while it goes on' : '';
  const when = timer === undefined ? eventWords(what, errors) : `it takes longer than ${plain.value(timer, duration).map(({ text }) => text).join('')}`;
  return { id: event.id, title: nodeName(event), when: when + beside, to: waysOut(document, event.id).map((edge) => target(edge.to)) };
}

function variableOf({ name, schema, value }: Variable, plain: PlainWords): Runbook['variables'][number] {
  return {
    title: (schema && textAt(schema, 'title')) ?? name,
    description: (schema && textAt(schema, 'description')) ?? '',
    value: plain.value(value, schema),
  };
}

function permissionsOf(steps: readonly RunbookStep[]): Runbook['permissions'] {
  const needed = new Map<string, number[]>();
  for (const { number, permissions } of steps) {
    for (const permission of permissions) needed.set(permission, [...(needed.get(permission) ?? []), number]);
  }
  return [...needed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([permission, at]) => ({ permission, steps: at }));
}
