import type { Run, Step } from '@/api/types';
import { words } from './fields';
import { isJsonObject, type Json } from './json';
import { latestStep } from './overlay';
import { spanText } from './time';

/** What a run has brought along a way. */
export interface Flow {
  /** How many things the node before it gave: “3 snapshots”. */
  readonly items?: string;
  /** “Taken twice, last 12 s after the run began” */
  readonly told: string;
}

export type Flows = { readonly [edge: string]: Flow | undefined };

/** Of each way that was taken. */
export function flowsOf(run: Pick<Run, 'document' | 'edges' | 'steps' | 'startedAt'>): Flows {
  const steps = new Map<string, Step[]>();
  for (const step of run.steps) steps.set(step.node, [...(steps.get(step.node) ?? []), step]);
  const began = Date.parse(run.startedAt);
  return Object.fromEntries(
    run.document.edges.flatMap((edge) => {
      const count = run.edges[edge.id] ?? 0;
      if (count === 0) return [];
      const from = latestStep(steps.get(edge.from) ?? []);
      const at = from?.endedAt ?? latestStep(steps.get(edge.to) ?? [])?.enteredAt;
      const items = from?.status === 'completed' ? itemsIn(from.output) : undefined;
      return [[edge.id, { told: tell(count, at, began), ...(items && { items }) }] as const];
    }),
  );
}

/** The longest list of an output, in words; none where it holds no list. */
export function itemsIn(output: Json | undefined): string | undefined {
  if (!isJsonObject(output)) return undefined;
  const lists = Object.entries(output).flatMap(([name, value]) => (Array.isArray(value) ? [{ name, length: value.length }] : []));
  const longest = lists.toSorted((a, b) => b.length - a.length)[0];
  return longest && `${longest.length} ${words(longest.name).toLowerCase()}`;
}

function tell(count: number, at: string | null | undefined, began: number): string {
  const often = count === 1 ? 'Taken once' : count === 2 ? 'Taken twice' : `Taken ${count} times`;
  if (!at) return often;
  return `${often}, ${count > 1 ? 'last ' : ''}${spanText(Date.parse(at) - began)} after the run began`;
}
