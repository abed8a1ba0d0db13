import { isJsonObject, type Json, type JsonObject } from './json';
import { nodeName, type WorkflowDocument, type WorkflowEdge } from './workflow';

export type DiffKind = 'added' | 'removed' | 'changed';
export type DiffSubject = 'workflow' | 'variable' | 'node' | 'edge' | 'note' | 'group';

/** One value that differs; `path` is where it stands in the element, as `config.region`. */
export interface FieldDiff {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export interface ElementDiff {
  readonly subject: DiffSubject;
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly kind: DiffKind;
  /** Of a changed element: what differs. */
  readonly fields: readonly FieldDiff[];
}

export interface DocumentDiff {
  /** What means something to a run, or to a reader. */
  readonly elements: readonly ElementDiff[];
  /** Nodes and edges that are only drawn elsewhere. */
  readonly moved: readonly string[];
}

/** What somebody changed between two states of a workflow. */
export function diffDocuments(before: WorkflowDocument, after: WorkflowDocument): DocumentDiff {
  const elements = [
    ...headerDiff(before, after),
    ...listDiff('variable', before.variables, after.variables, ({ name }) => name, ({ name }) => name),
    ...listDiff('node', before.nodes, after.nodes, ({ id }) => id, nodeName),
    ...listDiff('edge', before.edges, after.edges, ({ id }) => id, (edge, side) => edgeName(side === 'before' ? before : after, edge)),
    ...listDiff('note', before.layout?.notes, after.layout?.notes, ({ id }) => id, ({ text }) => firstLine(text)),
    ...listDiff('group', before.layout?.groups, after.layout?.groups, ({ id }) => id, ({ title }) => title),
  ];
  return { elements, moved: moved(before, after) };
}

export function isSame(diff: DocumentDiff): boolean {
  return diff.elements.length === 0 && diff.moved.length === 0;
}

/** An edge in words: from what to what. */
export function edgeName(document: WorkflowDocument, edge: WorkflowEdge): string {
  const name = (id: string) => {
    const node = document.nodes.find((candidate) => candidate.id === id);
    return node ? nodeName(node) : id;
  };
  return `${name(edge.from)} → ${name(edge.to)}`;
}

/** Compares by value; the order of keys does not count, a missing key is the same as none. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  return [...keysOf(a, b)].every((key) => sameJson(a[key], b[key]));
}

function headerDiff(before: WorkflowDocument, after: WorkflowDocument): ElementDiff[] {
  const fields = fieldDiffs(headerOf(before), headerOf(after));
  return fields.length === 0 ? [] : [{ subject: 'workflow', id: '', name: after.name, kind: 'changed', fields }];
}

function headerOf({ name, description = '' }: WorkflowDocument): JsonObject {
  return { name, description };
}

function listDiff<T extends object>(
  subject: DiffSubject,
  before: readonly T[] | undefined,
  after: readonly T[] | undefined,
  idOf: (element: T) => string,
  nameOf: (element: T, side: 'before' | 'after') => string,
): ElementDiff[] {
  const old = new Map((before ?? []).map((element) => [idOf(element), element]));
  const fresh = new Map((after ?? []).map((element) => [idOf(element), element]));
  const result: ElementDiff[] = [];
  for (const [id, element] of fresh) {
    const was = old.get(id);
    const name = nameOf(element, 'after');
    if (!was) result.push({ subject, id, name, kind: 'added', fields: [] });
    else {
      const fields = fieldDiffs(was as JsonObject, element as JsonObject);
      if (fields.length > 0) result.push({ subject, id, name, kind: 'changed', fields });
    }
  }
  for (const [id, element] of old) {
    if (!fresh.has(id)) result.push({ subject, id, name: nameOf(element, 'before'), kind: 'removed', fields: [] });
  }
  return result;
}

function fieldDiffs(before: JsonObject, after: JsonObject, path = ''): FieldDiff[] {
  return [...keysOf(before, after)].flatMap((key) => {
    const a = before[key];
    const b = after[key];
    const at = path === '' ? key : `${path}.${key}`;
    if (sameJson(a, b)) return [];
    return isJsonObject(a) && isJsonObject(b) ? fieldDiffs(a, b, at) : [{ path: at, before: a, after: b }];
  });
}

function moved(before: WorkflowDocument, after: WorkflowDocument): string[] {
  const there = new Set([...before.nodes, ...before.edges].map(({ id }) => id));
  const still = [...after.nodes, ...after.edges].map(({ id }) => id).filter((id) => there.has(id));
  const a = placesOf(before);
  const b = placesOf(after);
  return still.filter((id) => !sameJson(a[id], b[id]));
}

function placesOf({ layout }: WorkflowDocument): JsonObject {
  return { ...layout?.nodes, ...layout?.edges } as JsonObject;
}

function keysOf(...objects: readonly JsonObject[]): Set<string> {
  return new Set(objects.flatMap((object) => Object.keys(object).filter((key) => object[key] !== undefined)));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() || 'Note';
}
