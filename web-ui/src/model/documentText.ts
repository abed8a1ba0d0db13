import { isJsonObject, type Json } from './json';
import { nodeKinds, type WorkflowDocument } from './workflow';

/** A place in the text and what is wrong there. */
export interface TextFlaw {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type TextReading = { readonly document: WorkflowDocument } | { readonly flaw: TextFlaw };

export function textOf(document: WorkflowDocument): string {
  return JSON.stringify(document, null, 2);
}

/**
 * Reads a document from text. Only what the editor itself cannot live without is asked for here: the
 * server's check says the rest.
 */
export function readDocument(text: string): TextReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { flaw: syntaxFlaw(text, error instanceof Error ? error.message : 'unreadable') };
  }
  const problem = shapeProblem(value);
  if (!problem) return { document: value as WorkflowDocument };
  const at = problem.near === undefined ? 0 : Math.max(0, text.indexOf(problem.near));
  return { flaw: { from: at, to: Math.min(text.length, at + (problem.near?.length ?? 1)), message: problem.message } };
}

/** Where an element with this id stands in the text: its `"id": "…"`. */
export function placeOf(text: string, element: string | null | undefined): { from: number; to: number } {
  const match = element ? new RegExp(`"id"\\s*:\\s*${escaped(JSON.stringify(element))}`).exec(text) : null;
  return match ? { from: match.index, to: match.index + match[0].length } : { from: 0, to: Math.min(1, text.length) };
}

function syntaxFlaw(text: string, message: string): TextFlaw {
  const position = /position (\d+)/.exec(message)?.[1];
  const at = position === undefined ? text.length : Math.min(Number(position), text.length);
  return { from: Math.max(0, at - 1), to: at, message: `This is not JSON: ${message}` };
}

interface ShapeProblem {
  readonly message: string;
  readonly near?: string;
}

function shapeProblem(value: unknown): ShapeProblem | undefined {
  if (!isJsonObject(value)) return { message: 'Expected an object { … } with name, nodes and edges.' };
  if (typeof value['name'] !== 'string') return { message: 'Expected a "name" with a text.', near: '"name"' };
  const { nodes, edges, variables, layout } = value;
  if (!Array.isArray(nodes)) return { message: 'Expected "nodes": a list [ … ].', near: '"nodes"' };
  if (!Array.isArray(edges)) return { message: 'Expected "edges": a list [ … ].', near: '"edges"' };
  if (variables !== undefined && !Array.isArray(variables)) return { message: 'Expected "variables": a list [ … ].', near: '"variables"' };
  if (layout !== undefined && !isJsonObject(layout)) return { message: 'Expected "layout": an object { … }.', near: '"layout"' };
  return firstProblem(nodes, nodeProblem) ?? firstProblem(edges, edgeProblem) ?? twice([...nodes, ...edges]);
}

function firstProblem(list: readonly Json[], of: (value: Json) => ShapeProblem | undefined): ShapeProblem | undefined {
  for (const value of list) {
    const problem = of(value);
    if (problem) return problem;
  }
  return undefined;
}

function nodeProblem(node: Json): ShapeProblem | undefined {
  if (!isJsonObject(node) || typeof node['id'] !== 'string') return { message: 'Expected each node to have an "id".', near: '"nodes"' };
  if (!nodeKinds.some((kind) => kind === node['kind'])) {
    return { message: `Expected the kind of “${node['id']}” to be one of ${nodeKinds.join(', ')}.`, near: JSON.stringify(node['id']) };
  }
  return undefined;
}

function edgeProblem(edge: Json): ShapeProblem | undefined {
  const whole = isJsonObject(edge) && ['id', 'from', 'to'].every((key) => typeof edge[key] === 'string');
  return whole ? undefined : { message: 'Expected each edge to have "id", "from" and "to".', near: '"edges"' };
}

function twice(elements: readonly Json[]): ShapeProblem | undefined {
  const seen = new Set<string>();
  for (const element of elements) {
    const id = isJsonObject(element) ? String(element['id']) : '';
    if (seen.has(id)) return { message: `Expected each id once, found “${id}” again.`, near: JSON.stringify(id) };
    seen.add(id);
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
