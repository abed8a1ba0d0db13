import { isJsonObject } from './json';
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

/** Whether an event can hang on nodes of this kind: on what takes time. */
export function canHost(kind: NodeKind): boolean {
  return kind === 'task' || kind === 'wait' || kind === 'approval' || kind === 'call' || kind === 'scope' || kind === 'for-each';
}

export function hasWayIn(kind: NodeKind): boolean {
  return kind !== 'start' && kind !== 'begin' && kind !== 'boundary' && kind !== 'handler';
}

export function hasWayOut(kind: NodeKind): boolean {
  return kind !== 'end' && kind !== 'handler';
}

/** Kinds that other nodes can stand in. */
export function isArea(kind: NodeKind | undefined): boolean {
  return kind === 'scope' || kind === 'for-each' || kind === 'handler';
}

/** Kinds whose output a trial can stand in for. */
export function canPin(kind: NodeKind): boolean {
  return kind === 'task' || kind === 'wait' || kind === 'approval';
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
  return (isGateway(kind) && kind !== 'race') || kind === 'throw';
}

/** Kinds that can stand right behind a race. */
export function canRace(kind: NodeKind): boolean {
  return kind === 'wait' || kind === 'approval';
}

/** Whether an event is the undoing of the node it hangs on: its one way leads to the task that makes it good. */
export function isRedress(node: WorkflowNode | undefined): boolean {
  return node?.kind === 'boundary' && isJsonObject(node['event']) && node['event']['compensation'] === true;
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
