import type { Effect, Run, Step, StepStatus } from '@/api/types';
import { areasAround } from './areas';
import { isJsonObject } from './json';
import { nodeName, type WorkflowNode } from './workflow';

/** What a run has made of a node: the state of its latest visit, or none. */
export type NodeState = StepStatus | 'passed' | 'untouched';

export interface NodeOverlay {
  readonly state: NodeState;
  readonly visits: number;
  readonly attempts: number;
  readonly enteredAt?: string;
  readonly endedAt?: string | null;
  readonly note?: string;
  /** Which time an area is gone through, where that may be several times. */
  readonly round?: number;
  readonly changes: readonly PlannedOrMade[];
}

export interface PlannedOrMade {
  readonly effect: Effect;
  readonly summary: string;
}

/** The run drawn onto its nodes. */
export function overlayOf(run: Run): ReadonlyMap<string, NodeOverlay> {
  const steps = groupBy(run.steps, (step) => step.node);
  const effects = groupBy(run.effects, (effect) => effect.node);
  return new Map(
    run.document.nodes.map((node) => [
      node.id,
      nodeOverlay(run, node, steps.get(node.id) ?? [], effects.get(node.id) ?? []),
    ]),
  );
}

function nodeOverlay(
  run: Run,
  node: WorkflowNode,
  steps: readonly Step[],
  effects: readonly Effect[],
): NodeOverlay {
  const changes = effects.flatMap((effect) =>
    effect.changes.map((change) => ({ effect, summary: change.summary || change.action })),
  );
  const latest = latestStep(steps.filter((step) => !isGuard(step, node)));
  if (latest && comesBy(run, node)) {
    return {
      state: latest.status,
      visits: steps.filter((step) => !isGuard(step, node)).length,
      attempts: latest.attempts,
      enteredAt: latest.enteredAt,
      endedAt: latest.endedAt ?? null,
      ...(latest.note && (isOpen(latest) || node.kind === 'for-each') ? { note: latest.note } : {}),
      ...roundOf(run, node, steps),
      changes,
    };
  }
  const visits = passes(run, node);
  return { state: visits > 0 ? 'passed' : 'untouched', visits, attempts: 0, changes };
}

/** A step that only waits for the event of a boundary or a handler: no path is there. */
export function isGuard(step: Step, node: Pick<WorkflowNode, 'kind'> | undefined): boolean {
  if (node?.kind === 'boundary') return true;
  return node?.kind === 'handler' && step.status === 'waiting';
}

/** A handler that ended while it only waited has never begun. */
function comesBy(run: Run, node: WorkflowNode): boolean {
  return node.kind !== 'handler' || entries(run, node.id) > 0;
}

/** How often an area was begun, its rounds counted one by one. */
function entries(run: Run, area: string): number {
  const begin = run.document.nodes.find(({ kind, in: place }) => kind === 'begin' && place === area);
  return run.document.edges.reduce((sum, edge) => (edge.from === begin?.id ? sum + (run.edges[edge.id] ?? 0) : sum), 0);
}

/** The round of the latest visit to a loop: what of all its rounds earlier visits did not take. */
function roundOf(run: Run, node: WorkflowNode, steps: readonly Step[]): { readonly round?: number } {
  if (node.kind !== 'scope' || !isJsonObject(node['loop'])) return {};
  const latest = latestStep(steps);
  const told = latest?.output?.['rounds'];
  if (typeof told === 'number') return { round: told };
  const earlier = steps.reduce((sum, step) => (typeof step.output?.['rounds'] === 'number' ? sum + step.output['rounds'] : sum), 0);
  const round = entries(run, node.id) - earlier;
  return round > 0 ? { round } : {};
}

/** The step that matters most now: an open one before ended ones, then the newest. */
export function latestStep(steps: readonly Step[]): Step | undefined {
  return steps.toSorted((a, b) => {
    const open = Number(isOpen(a)) - Number(isOpen(b));
    return open || a.generation - b.generation || a.enteredAt.localeCompare(b.enteredAt);
  }).at(-1);
}

const ended: ReadonlySet<StepStatus> = new Set(['completed', 'ended', 'abandoned']);

export function isOpen(step: Step): boolean {
  return !ended.has(step.status);
}

/** How often a node without steps of its own was passed, told from the edges around it. */
function passes(run: Run, node: WorkflowNode): number {
  const count = (edges: readonly { id: string }[]) =>
    edges.reduce((sum, edge) => sum + (run.edges[edge.id] ?? 0), 0);
  const into = count(run.document.edges.filter((edge) => edge.to === node.id));
  if (node.kind === 'handler') return entries(run, node.id);
  if (node.kind === 'begin' && node.in !== undefined) return entries(run, node.in);
  if (into > 0 || (node.kind !== 'start' && node.kind !== 'boundary')) return into;
  return Math.min(1, count(run.document.edges.filter((edge) => edge.from === node.id)));
}

/** Steps in the order they were entered. */
export function stepsInOrder(run: Run): Step[] {
  return run.steps.toSorted((a, b) => a.enteredAt.localeCompare(b.enteredAt) || Number(a.id) - Number(b.id));
}

export function stepName(run: Run, step: Step): string {
  if (step.name) return step.name;
  const node = run.document.nodes.find((candidate) => candidate.id === step.node);
  return node ? nodeName(node) : step.node;
}

/** The node to look at first: a stuck one, else one a person is asked at, else one at work. */
export function currentNode(run: Run): string | undefined {
  const open = openSteps(run);
  const first = (...states: StepStatus[]) => open.find((step) => states.includes(step.status));
  return (first('incident') ?? first('approval') ?? first('working', 'following', 'retrying') ?? open[0])?.node;
}

/** Where the run is now: no guards, and no areas in which something else is open. */
export function openSteps(run: Run): Step[] {
  const nodes = new Map(run.document.nodes.map((node) => [node.id, node]));
  const open = run.steps.filter((step) => isOpen(step) && !isGuard(step, nodes.get(step.node)));
  const around = new Set(open.flatMap((step) => areasAround(run.document, step.node)));
  return open.filter((step) => !around.has(step.node) || step.status === 'incident');
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
