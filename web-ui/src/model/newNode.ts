import { canHost, hasWayIn, hasWayOut, isArea } from './graph';
import { freeId, slug, takenIds } from './ids';
import type { Pick } from './picks';
import type { WorkflowDocument, WorkflowNode } from './workflow';

/** Where a new node stands: in an area, and an event on its node. */
export interface Standing {
  readonly on?: string;
  readonly in?: string | undefined;
}

/** A new node of a kind, under an id made from its title. */
export function newNode(document: WorkflowDocument, pick: Pick, standing: Standing = {}): WorkflowNode {
  const id = freeId(takenIds(document), slug(pick.title));
  const { kind, ...more } = pick.make;
  const host = document.nodes.find((one) => one.id === standing.on);
  const area = host ? host.in : standing.in;
  const node: WorkflowNode = { id, kind, name: nameFor(document, pick.title), ...more, ...(area === undefined ? {} : { in: area }) };
  if (kind === 'approval') return { ...node, title: pick.title };
  return kind === 'boundary' && standing.on !== undefined ? { ...node, on: standing.on } : node;
}

/** Two nodes of one name are told apart by a number, as their ids are. */
function nameFor(document: WorkflowDocument, title: string): string {
  const names = new Set(document.nodes.map(({ name }) => name));
  let name = title;
  for (let n = 2; names.has(name); n++) name = `${title} ${n}`;
  return name;
}

/** Where a node is about to be put. */
export type Spot =
  | { readonly on: 'canvas' }
  | { readonly on: 'edge' }
  | { readonly on: 'node'; readonly node: WorkflowNode }
  | { readonly on: 'port'; readonly side: 'in' | 'out' };

export function fitsSpot({ make: { kind, event } }: Pick, spot: Spot): boolean {
  switch (spot.on) {
    case 'canvas':
      return kind !== 'boundary';
    case 'edge':
      return hasWayIn(kind) && hasWayOut(kind);
    case 'node':
      return kind === 'boundary' && canHost(spot.node.kind) && (event?.['escalation'] === undefined || spot.node.kind === 'scope');
    case 'port':
      return spot.side === 'out' ? hasWayIn(kind) : hasWayOut(kind) && kind !== 'boundary';
    default:
      return spot satisfies never;
  }
}

/**
 * Whether a node can become what the pick is: a trigger another trigger, anything else whatever fits
 * its ways.
 */
export function canBecome(node: WorkflowNode, { make: { kind, type, trigger } }: Pick): boolean {
  if (node.kind === 'boundary' || kind === 'boundary' || node.kind === 'begin' || kind === 'begin') return false;
  if (node.kind === 'handler' || kind === 'handler' || isArea(node.kind) !== isArea(kind)) return false;
  if (node.kind === kind && node.type === type && node.trigger === trigger) return false;
  return (node.kind === 'start') === (kind === 'start') && (node.kind === 'end') === (kind === 'end');
}

/** The node as another type, with those of its settings that the new type knows too. */
export function become(node: WorkflowNode, pick: Pick, known: ReadonlySet<string> | undefined): WorkflowNode {
  const { id, name, config, in: area } = node;
  const { config: _, ...make } = pick.make;
  const keptConfig = Object.entries(config ?? {}).filter(([key]) => known === undefined || known.has(key));
  const rest = node.kind === make.kind ? keptSettings(node) : {};
  return {
    ...rest,
    ...make,
    id,
    ...(name === undefined ? {} : { name }),
    ...(area === undefined ? {} : { in: area }),
    ...(make.kind === 'task' || make.kind === 'start' ? { config: Object.fromEntries(keptConfig) } : {}),
    ...(make.kind === 'approval' ? { title: name ?? pick.title } : {}),
  };
}

/** Retries, timeout and the like do not depend on the type. */
function keptSettings(node: WorkflowNode): Partial<WorkflowNode> {
  const { type: _type, trigger: _trigger, config: _config, ...rest } = node;
  return rest;
}
