import { isJsonObject, type Json } from './json';
import type { WorkflowDocument, WorkflowEdge, WorkflowNode } from './workflow';

/** Old ids and what they become. */
export type Renames = ReadonlyMap<string, string>;

/** A text literal, or `nodes.` with what follows it; literals are found so as to be left alone. */
const tokens =
  /r?"""[\s\S]*?"""|r?'''[\s\S]*?'''|r"[^"]*"|r'[^']*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<![\w.])nodes(\s*\.\??\s*|\s*\[\s*)(?:([A-Za-z_]\w*)|(["'])([A-Za-z_]\w*)\3)/g;

/** An expression (without `=`) in which every `nodes.old` is `nodes.new`. */
export function renameInExpression(source: string, renames: Renames): string {
  return source.replace(tokens, (whole: string, joint?: string, plain?: string, quote?: string, quoted?: string) => {
    const renamed = renames.get(plain ?? quoted ?? '');
    if (joint === undefined || renamed === undefined) return whole;
    return quote === undefined ? `nodes${joint}${renamed}` : `nodes${joint}${quote}${renamed}${quote}`;
  });
}

/** A value of a field: `=…` is an expression, `${…}` in a text holds one, all else is as it is. */
export function renameInText(text: string, renames: Renames): string {
  if (text.startsWith('=')) return `=${renameInExpression(text.slice(1), renames)}`;
  return text.replace(/\$\{([^}]*)\}/g, (_, source: string) => `\${${renameInExpression(source, renames)}}`);
}

function renameInValue(value: Json | undefined, renames: Renames): Json | undefined {
  if (typeof value === 'string') return renameInText(value, renames);
  if (Array.isArray(value)) return keptIfSame(value, value.map((item: Json) => renameInValue(item, renames) ?? null));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, renameInValue(item, renames)] as const);
  return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
}

function keptIfSame(before: readonly Json[], after: Json[]): readonly Json[] {
  return after.every((item, i) => item === before[i]) ? before : after;
}

/** A node under its new id, with references that follow. */
export function renameInNode(node: WorkflowNode, renames: Renames): WorkflowNode {
  const { id, on, in: area, kind, trigger, type, name, of, ...values } = node;
  const rest = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, renameInPart(key, value, renames)]));
  return {
    id: renames.get(id) ?? id,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(type === undefined ? {} : { type }),
    ...(on === undefined ? {} : { on: renames.get(on) ?? on }),
    ...(area === undefined ? {} : { in: renames.get(area) ?? area }),
    ...(of === undefined ? {} : { of: typeof of === 'string' ? (renames.get(of) ?? of) : of }),
    ...rest,
  };
}

/** Where an expression stands without `=`: by part of the node, its field within. */
const bare: { readonly [part: string]: string | undefined } = { until: 'condition', loop: 'while', verdict: 'pass' };

function renameInPart(part: string, value: Json | undefined, renames: Renames): Json | undefined {
  if (part === 'items' && typeof value === 'string') return renameInExpression(value, renames);
  const field = bare[part];
  const source = field !== undefined && isJsonObject(value) ? value[field] : undefined;
  if (field === undefined || typeof source !== 'string' || !isJsonObject(value)) return renameInValue(value, renames);
  return { ...(renameInValue({ ...value, [field]: null }, renames) as typeof value), [field]: renameInExpression(source, renames) };
}

export function renameInEdge(edge: WorkflowEdge, renames: Renames): WorkflowEdge {
  return {
    ...edge,
    id: renames.get(edge.id) ?? edge.id,
    from: renames.get(edge.from) ?? edge.from,
    to: renames.get(edge.to) ?? edge.to,
    ...(edge.when === undefined ? {} : { when: renameInExpression(edge.when, renames) }),
  };
}

/** The whole document with some ids changed, references, layout and groups included. */
export function renameIds(document: WorkflowDocument, renames: Renames): WorkflowDocument {
  const { layout } = document;
  const id = (old: string) => renames.get(old) ?? old;
  const keys = <T>(record: { readonly [key: string]: T }) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [id(key), value]));
  return {
    ...document,
    nodes: document.nodes.map((node) => renameInNode(node, renames)),
    edges: document.edges.map((edge) => renameInEdge(edge, renames)),
    ...(layout && {
      layout: {
        ...layout,
        ...(layout.nodes && { nodes: keys(layout.nodes) }),
        ...(layout.edges && { edges: keys(layout.edges) }),
        ...(layout.groups && {
          groups: layout.groups.map((group) => ({ ...group, nodes: group.nodes.map(id) })),
        }),
      },
    }),
  };
}
