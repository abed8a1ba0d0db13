import type { NodeKind, WorkflowDocument, WorkflowEdge, WorkflowNode } from './workflow';

/** The edges that lead to a node, in document order. */
export function waysIn(document: WorkflowDocument, node: string): WorkflowEdge[] {
  return document.edges.filter((edge) => edge.to === node);
}

/** The edges that lead out of a node, in document order. */
export function waysOut(document: WorkflowDocument, node: string): WorkflowEdge[] {
  return document.edges.filter((edge) => edge.from === node);
}

/** The events that hang on a node. */
export function boundariesOf(document: WorkflowDocument, node: string): WorkflowNode[] {
  return document.nodes.filter(({ kind, on }) => kind === 'boundary' && on === node);
}

/** Whether an event can hang on nodes of this kind. */
export function canHost(kind: NodeKind): boolean {
  return kind === 'task' || kind === 'wait' || kind === 'approval';
}

export function hasWayIn(kind: NodeKind): boolean {
  return kind !== 'start' && kind !== 'boundary';
}

export function hasWayOut(kind: NodeKind): boolean {
  return kind !== 'end';
}

/** Kinds drawn as a diamond. */
export function isGateway(kind: NodeKind): boolean {
  return kind === 'choice' || kind === 'any-choice' || kind === 'fork' || kind === 'join' || kind === 'race';
}

/** Kinds whose ways out have conditions, of which one may be the default. */
export function hasConditions(kind: NodeKind | undefined): boolean {
  return kind === 'choice' || kind === 'any-choice';
}

/** Kinds whose ways out are as many as one likes. */
export function goesSeveralWays(kind: NodeKind): boolean {
  return isGateway(kind) && kind !== 'join';
}

/** Kinds that a run walks through without working or waiting. */
export function passesAtOnce(kind: NodeKind): boolean {
  return isGateway(kind) && kind !== 'race';
}

/** Kinds that can stand right behind a race. */
export function canRace(kind: NodeKind): boolean {
  return kind === 'wait' || kind === 'approval';
}

/** Everything that is led to from these nodes, these included; an event counts for its node. */
export function downstream(document: WorkflowDocument, from: Iterable<string>): Set<string> {
  const out = new Map<string, string[]>();
  const add = (a: string, b: string) => void (out.get(a)?.push(b) ?? out.set(a, [b]));
  for (const edge of document.edges) add(edge.from, edge.to);
  for (const node of document.nodes) if (node.kind === 'boundary' && node.on) add(node.on, node.id);
  return reach(from, out);
}

/** Everything that leads to these nodes, these included. */
export function upstream(document: WorkflowDocument, from: Iterable<string>): Set<string> {
  const back = new Map<string, string[]>();
  const add = (a: string, b: string) => void (back.get(a)?.push(b) ?? back.set(a, [b]));
  for (const edge of document.edges) add(edge.to, edge.from);
  for (const node of document.nodes) if (node.kind === 'boundary' && node.on) add(node.id, node.on);
  return reach(from, back);
}

function reach(from: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set(from);
  const open = [...seen];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next.get(id) ?? []) {
      if (!seen.has(other)) {
        seen.add(other);
        open.push(other);
      }
    }
  }
  return seen;
}
