import type { Run, Step } from '@/api/types';
import type { DiffKind } from './diff';
import type { Json, JsonObject } from './json';
import { latestStep } from './overlay';
import { nodeName, type WorkflowNode } from './workflow';

/** What one of two runs has made of a node. */
export interface Side {
  readonly state: Step['status'];
  readonly visits: number;
  /** Null while a visit is still going on. */
  readonly millis: number | null;
  readonly output: JsonObject | null;
}

export type Difference = 'same' | 'only-a' | 'only-b' | 'state' | 'output';

export interface ComparedNode {
  readonly node: string;
  readonly name: string;
  readonly a?: Side;
  readonly b?: Side;
  readonly difference: Difference;
  /** Fields of the output that differ, as dotted paths. */
  readonly paths: readonly string[];
}

export interface ComparedEdge {
  readonly edge: string;
  readonly name: string;
  readonly a: number;
  readonly b: number;
}

export interface Comparison {
  readonly nodes: readonly ComparedNode[];
  /** Ways that one run went and the other did not, or not as often. */
  readonly edges: readonly ComparedEdge[];
  /** On the second run's diagram: what only one of them did, and what came out otherwise. */
  readonly marks: ReadonlyMap<string, DiffKind>;
}

const pathsMax = 20;

/** Two runs of one workflow, node by node in the order in which they were first entered. */
export function compareRuns(a: Run, b: Run): Comparison {
  const order = [...new Set([...entered(b), ...entered(a)])];
  const named = new Map([...a.document.nodes, ...b.document.nodes].map((node) => [node.id, node]));
  const nodes = order.map((id) => compareNode(id, named.get(id), sideOf(a, id), sideOf(b, id)));
  const edges = compareEdges(a, b);
  const marks = new Map<string, DiffKind>();
  for (const { node, difference } of nodes) if (difference !== 'same') marks.set(node, markOf(difference));
  for (const { edge, a: before, b: after } of edges) {
    marks.set(edge, before === 0 ? 'added' : after === 0 ? 'removed' : 'changed');
  }
  return { nodes, edges, marks };
}

function entered(run: Run): string[] {
  return run.steps.toSorted((x, y) => x.enteredAt.localeCompare(y.enteredAt)).map((step) => step.node);
}

function sideOf(run: Run, node: string): Side | undefined {
  const steps = run.steps.filter((step) => step.node === node);
  const latest = latestStep(steps);
  if (!latest) return undefined;
  const millis = steps.reduce<number | null>(
    (sum, step) => (sum === null || !step.endedAt ? null : sum + Date.parse(step.endedAt) - Date.parse(step.enteredAt)),
    0,
  );
  return { state: latest.status, visits: steps.length, millis, output: latest.output };
}

function compareNode(node: string, known: WorkflowNode | undefined, a: Side | undefined, b: Side | undefined): ComparedNode {
  const name = known ? nodeName(known) : node;
  if (!a || !b) return { node, name, ...(a ? { a } : {}), ...(b ? { b } : {}), difference: a ? 'only-a' : 'only-b', paths: [] };
  const paths = differingPaths(a.output, b.output);
  const difference = a.state !== b.state ? 'state' : paths.length > 0 ? 'output' : 'same';
  return { node, name, a, b, difference, paths };
}

function compareEdges(a: Run, b: Run): ComparedEdge[] {
  const known = new Map([...a.document.edges, ...b.document.edges].map((edge) => [edge.id, edge]));
  return [...known.values()].flatMap((edge) => {
    const [before, after] = [a.edges[edge.id] ?? 0, b.edges[edge.id] ?? 0];
    const name = edge.name ?? (edge.otherwise ? 'otherwise' : (edge.when ?? `${edge.from} → ${edge.to}`));
    return before === after ? [] : [{ edge: edge.id, name, a: before, b: after }];
  });
}

/** Where two values differ, as `interfaces[0].groups`; empty when they are equal. */
export function differingPaths(a: Json | undefined, b: Json | undefined, at = ''): string[] {
  if (isContainer(a) && isContainer(b) && Array.isArray(a) === Array.isArray(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys]
      .flatMap((key) => differingPaths(part(a, key), part(b, key), pathOf(at, key, Array.isArray(a))))
      .slice(0, pathsMax);
  }
  return Object.is(a ?? null, b ?? null) ? [] : [at || '(all)'];
}

function isContainer(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === 'object' && value !== null;
}

function part(value: JsonObject | readonly Json[], key: string): Json | undefined {
  return (value as JsonObject)[key];
}

function pathOf(at: string, key: string, list: boolean): string {
  if (list) return `${at}[${key}]`;
  return at === '' ? key : `${at}.${key}`;
}

function markOf(difference: Exclude<Difference, 'same'>): DiffKind {
  switch (difference) {
    case 'only-a': return 'removed';
    case 'only-b': return 'added';
    case 'state':
    case 'output': return 'changed';
    default: return difference satisfies never;
  }
}
