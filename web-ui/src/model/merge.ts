import { type DiffSubject, edgeName, sameJson } from './diff';
import type { JsonObject } from './json';
import { nodeName, type Layout, type WorkflowDocument } from './workflow';

export type Side = 'mine' | 'theirs';

/** Something both have changed, and differently. */
export interface Conflict {
  readonly key: string;
  readonly subject: DiffSubject;
  readonly id: string;
  readonly name: string;
  /** The field both have changed; none when one has removed what the other has changed. */
  readonly field: string | undefined;
  /** Undefined where that side has removed it. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merge {
  readonly conflicts: readonly Conflict[];
  /** How many changes of each side went in by themselves. */
  readonly taken: { readonly [side in Side]: number };
  /** The merged workflow; a conflict nobody has decided keeps mine. */
  resolve(choices: { readonly [key: string]: Side | undefined }): WorkflowDocument;
}

type Element = { readonly [field: string]: unknown };
type Parts = ReadonlyMap<string, Element>;

interface Section {
  readonly subject: DiffSubject;
  readonly of: (document: WorkflowDocument) => Parts;
  /** Places on the canvas: nobody is asked about them. */
  readonly quiet?: boolean;
}

const sections = {
  header: { subject: 'workflow', of: ({ name, description }) => new Map([['', { name, description }]]) },
  variables: { subject: 'variable', of: ({ variables }) => listed(variables, 'name') },
  nodes: { subject: 'node', of: ({ nodes }) => listed(nodes, 'id') },
  edges: { subject: 'edge', of: ({ edges }) => listed(edges, 'id') },
  notes: { subject: 'note', of: ({ layout }) => listed(layout?.notes, 'id') },
  groups: { subject: 'group', of: ({ layout }) => listed(layout?.groups, 'id') },
  boxes: { subject: 'node', of: ({ layout }) => placed(layout?.nodes), quiet: true },
  bends: { subject: 'edge', of: ({ layout }) => placed(layout?.edges), quiet: true },
} as const satisfies { readonly [name: string]: Section };

type SectionName = keyof typeof sections;
type Whole = { [name in SectionName]: Map<string, Element> };

/**
 * Puts two people's changes of the same workflow together: what only one has changed is taken, field
 * by field; what both have changed differently is a conflict.
 */
export function merge(base: WorkflowDocument, mine: WorkflowDocument, theirs: WorkflowDocument): Merge {
  const conflicts: Conflict[] = [];
  const taken = { mine: 0, theirs: 0 };
  for (const name of sectionNames) {
    const merged = mergeSection(name, base, mine, theirs);
    conflicts.push(...merged.conflicts);
    taken.mine += merged.taken.mine;
    taken.theirs += merged.taken.theirs;
  }
  return {
    conflicts,
    taken,
    resolve: (choices) => composed(mine, theirs, (name) => mergeSection(name, base, mine, theirs, choices).parts),
  };
}

const sectionNames = Object.keys(sections) as SectionName[];

interface Merged {
  readonly parts: Map<string, Element>;
  readonly conflicts: readonly Conflict[];
  readonly taken: { readonly [side in Side]: number };
}

function mergeSection(
  name: SectionName,
  base: WorkflowDocument,
  mine: WorkflowDocument,
  theirs: WorkflowDocument,
  choices: { readonly [key: string]: Side | undefined } = {},
): Merged {
  const section: Section = sections[name];
  const [b, m, t] = [section.of(base), section.of(mine), section.of(theirs)];
  const parts = new Map<string, Element>();
  const conflicts: Conflict[] = [];
  const taken = { mine: 0, theirs: 0 };
  for (const id of new Set([...t.keys(), ...m.keys()])) {
    const [was, my, their] = [b.get(id), m.get(id), t.get(id)];
    const clash = (field: string | undefined, values: Pick<Conflict, 'base' | 'mine' | 'theirs'>): Side => {
      const key = `${name}/${id}${field === undefined ? '' : `/${field}`}`;
      if (section.quiet) return 'mine';
      conflicts.push({ key, subject: section.subject, id, name: nameIn(section.subject, id, mine, theirs), field, ...values });
      return choices[key] ?? 'mine';
    };
    const part = mergeElement(was, my, their, clash, (side) => {
      if (!section.quiet) taken[side] += 1;
    });
    if (part) parts.set(id, part);
  }
  return { parts, conflicts, taken };
}

function mergeElement(
  base: Element | undefined,
  mine: Element | undefined,
  theirs: Element | undefined,
  clash: (field: string | undefined, values: Pick<Conflict, 'base' | 'mine' | 'theirs'>) => Side,
  took: (side: Side) => void,
): Element | undefined {
  if (sameJson(mine, theirs)) return mine;
  if (sameJson(mine, base)) {
    took('theirs');
    return theirs;
  }
  if (sameJson(theirs, base)) {
    took('mine');
    return mine;
  }
  if (!mine || !theirs) return clash(undefined, { base, mine, theirs }) === 'mine' ? mine : theirs;
  const result: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const values = { base: base?.[field], mine: mine[field], theirs: theirs[field] };
    const side = sameJson(values.mine, values.base)
      ? 'theirs'
      : sameJson(values.theirs, values.base) || sameJson(values.mine, values.theirs)
        ? 'mine'
        : clash(field, values);
    const value = values[side];
    if (value !== undefined) result[field] = value;
  }
  took('mine');
  took('theirs');
  return result;
}

/** The document of the merged parts, without edges and events whose node is gone; what stood in an area that is gone stands at the top. */
function composed(
  mine: WorkflowDocument,
  theirs: WorkflowDocument,
  partsOf: (name: SectionName) => Map<string, Element>,
): WorkflowDocument {
  const whole = Object.fromEntries(sectionNames.map((name) => [name, partsOf(name)])) as Whole;
  const list = (name: SectionName) => [...whole[name].values()];
  for (const node of list('nodes')) {
    if (node['kind'] === 'boundary' && !whole.nodes.has(String(node['on']))) whole.nodes.delete(String(node['id']));
  }
  for (const [id, node] of whole.nodes) {
    if (node['in'] === undefined || whole.nodes.has(String(node['in']))) continue;
    const { in: _, ...atTop } = node;
    whole.nodes.set(id, atTop);
  }
  const edges = list('edges').filter(({ from, to }) => whole.nodes.has(String(from)) && whole.nodes.has(String(to)));
  const kept = new Set([...whole.nodes.keys(), ...edges.map(({ id }) => String(id))]);
  const places = (name: 'boxes' | 'bends') =>
    Object.fromEntries([...whole[name]].filter(([id]) => kept.has(id)).map(([id, { place }]) => [id, place]));
  const layout = {
    nodes: places('boxes'),
    edges: places('bends'),
    ...(whole.notes.size > 0 && { notes: list('notes') }),
    ...(whole.groups.size > 0 && { groups: list('groups') }),
  } as Layout;
  return {
    ...theirs,
    ...mine,
    ...whole.header.get(''),
    ...(whole.variables.size > 0 || mine.variables || theirs.variables ? { variables: list('variables') } : {}),
    nodes: list('nodes'),
    edges,
    layout,
  } as unknown as WorkflowDocument;
}

function listed(elements: readonly object[] | undefined, key: 'id' | 'name'): Parts {
  return new Map((elements ?? []).map((element) => [String((element as Element)[key]), element as Element]));
}

function placed(places: object | undefined): Parts {
  return new Map(Object.entries(places ?? {}).map(([id, place]) => [id, { place: place as JsonObject }]));
}

function nameIn(subject: DiffSubject, id: string, mine: WorkflowDocument, theirs: WorkflowDocument): string {
  for (const document of [mine, theirs]) {
    const node = subject === 'node' && document.nodes.find((candidate) => candidate.id === id);
    if (node) return nodeName(node);
    const edge = subject === 'edge' && document.edges.find((candidate) => candidate.id === id);
    if (edge) return edgeName(document, edge);
    const group = subject === 'group' && document.layout?.groups?.find((candidate) => candidate.id === id);
    if (group) return group.title;
  }
  return id;
}
