import type { Run } from '@/api/types';
import { exampleOf } from './designedForm';
import type { Pins, Sample } from './edit';
import { isJsonObject, type Json, type JsonObject } from './json';
import { canPin, upstream } from './graph';
import type { WorkflowDocument, WorkflowNode } from './workflow';

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
  const pinnable = new Set(document.nodes.filter(({ kind }) => canPin(kind)).map(({ id }) => id));
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

interface Known {
  readonly triggers: readonly string[];
  readonly input: JsonObject;
}

/** The triggers whose configuration describes what comes in. */
const described = new Set(['manual', 'webhook', 'message', 'signal']);

/**
 * An event to try a start on: what its form or its trigger's schema gives as examples, with the values
 * over it that a template for the same trigger comes with.
 */
export function exampleEvent(start: WorkflowNode | undefined, eventSchema: JsonObject | undefined, known: readonly Known[]): JsonObject {
  const own = start?.config?.['schema'];
  const asked = described.has(start?.trigger ?? '');
  const schema = asked && isJsonObject(own) ? own : eventSchema;
  const example = exampleOf(schema);
  const properties = schema?.['properties'];
  const names = new Set(isJsonObject(properties) ? Object.keys(properties) : []);
  const sample = asked ? undefined : known.find(
    ({ triggers, input }) => triggers.includes(start?.trigger ?? '') && Object.keys(input).every((name) => names.has(name)),
  );
  return { ...(isJsonObject(example) ? example : {}), ...sample?.input };
}
