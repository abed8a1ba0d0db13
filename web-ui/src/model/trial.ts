import type { Run } from '@/api/types';
import type { Pins, Sample } from './edit';
import { isJsonObject, type Json, type JsonObject } from './json';
import { upstream } from './graph';
import type { WorkflowDocument } from './workflow';

/** How much of the draft is tried. */
export type Extent = 'all' | 'until' | 'only';

/** What a run has shown of each node, to try expressions on and to pin. */
export function sampleOf(run: Pick<Run, 'trigger' | 'variables' | 'steps'>): Sample {
  const nodes: Record<string, JsonObject> = {};
  for (const { node, output, status } of run.steps) {
    if (status === 'completed' && isJsonObject(output)) nodes[node] = output;
  }
  return { trigger: run.trigger ?? null, vars: run.variables ?? {}, nodes };
}

/** Every known output as a pin, but those of nodes that are gone. */
export function pinsOf(sample: Sample, document: WorkflowDocument): Pins {
  const pinnable = new Set(document.nodes.filter(({ kind }) => kind === 'task' || kind === 'wait' || kind === 'approval').map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(sample.nodes).flatMap(([node, output]) => (pinnable.has(node) ? [[node, { output }]] : [])),
  );
}

/**
 * The pins a trial is sent with: those set by hand, and where one node alone is run also what the
 * sample knows of the nodes before it.
 */
export function pinsFor(document: WorkflowDocument, pins: Pins, sample: Sample | undefined, extent: Extent, node: string | undefined): Pins {
  const ids = new Set(document.nodes.map(({ id }) => id));
  const own = Object.fromEntries(Object.entries(pins).filter(([id]) => ids.has(id)));
  if (extent !== 'only' || node === undefined) return own;
  const before = upstream(document, [node]);
  before.delete(node);
  const known = sample ? pinsOf(sample, document) : {};
  const { [node]: _, ...others } = Object.fromEntries([...Object.entries(known).filter(([id]) => before.has(id)), ...Object.entries(own)]);
  return others;
}

/** The variables' values as the draft has them. */
export function defaultsOf(document: WorkflowDocument): { readonly [name: string]: Json } {
  return Object.fromEntries((document.variables ?? []).map(({ name, value }) => [name, value ?? null]));
}
