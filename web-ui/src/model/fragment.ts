import type { Fragment } from './edit';
import { areaAt, misplaced, withInside } from './areas';
import { nodeRects } from './frames';
import { freeEdgeId, freeId, takenIds } from './ids';
import { isJsonObject } from './json';
import { renameInEdge, renameInNode } from './references';
import { settled } from './settle';
import { isArea } from './graph';
import { sizeIn, sizeOf } from './shapes';
import { type Box, nodeKinds, type Note, type Point, type WorkflowDocument, type WorkflowNode } from './workflow';

/** What of a document is selected, as it travels through the clipboard. */
export function fragmentOf(document: WorkflowDocument, ids: ReadonlySet<string>): Fragment {
  const whole = withInside(document, ids);
  const inside = new Set(document.nodes.flatMap(({ id, on }) => (whole.has(id) || whole.has(on ?? '') ? [id] : [])));
  const nodes = document.nodes.filter(
    ({ id, kind, on }) => inside.has(id) && (kind !== 'boundary' || inside.has(on ?? '')),
  );
  const known = new Set(nodes.map(({ id }) => id));
  const notes = document.layout?.notes?.filter(({ id }) => ids.has(id)) ?? [];
  const boxes = Object.fromEntries(
    nodes.flatMap(({ id }) => {
      const box = document.layout?.nodes?.[id];
      return box ? [[id, box] as const] : [];
    }),
  );
  return {
    sluice: 'fragment',
    schema: document.schema,
    nodes,
    edges: document.edges.filter(({ from, to }) => known.has(from) && known.has(to)),
    boxes,
    ...(notes.length > 0 && { notes }),
  };
}

const nodesMax = 2000;

/** A fragment in a text from anywhere; also whole documents. Undefined if there is none in it. */
export function readFragment(text: string): Fragment | undefined {
  let value: unknown;
  try {
    value = JSON.parse(unfenced(text));
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || !Array.isArray(value['nodes']) || !Array.isArray(value['edges'])) return undefined;
  const nodes = value['nodes'].filter(isNode) as unknown as Fragment['nodes'];
  if (nodes.length === 0 && !Array.isArray(value['notes'])) return undefined;
  const edges = value['edges'].filter(isEdge) as unknown as Fragment['edges'];
  const layout = isJsonObject(value['layout']) ? value['layout'] : {};
  const boxes = value['boxes'] ?? layout['nodes'];
  const notes = value['notes'] ?? layout['notes'];
  return {
    sluice: 'fragment',
    schema: 1,
    nodes: nodes.slice(0, nodesMax),
    edges,
    boxes: isJsonObject(boxes) ? goodBoxes(boxes) : {},
    ...(Array.isArray(notes) && { notes: notes.filter(isNote) as unknown as readonly Note[] }),
  };
}

/** Chats put code between fences, and words around it. */
function unfenced(text: string): string {
  const fence = /```(?:json)?\s*([\s\S]*?)```/.exec(text);
  const body = (fence?.[1] ?? text).trim();
  if (body.startsWith('{')) return body;
  return body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
}

function isNode(value: unknown): boolean {
  return isJsonObject(value) && typeof value['id'] === 'string' && nodeKinds.some((kind) => kind === value['kind']);
}

function isEdge(value: unknown): boolean {
  return isJsonObject(value) && ['id', 'from', 'to'].every((key) => typeof value[key] === 'string');
}

function isNote(value: unknown): boolean {
  return isJsonObject(value) && typeof value['id'] === 'string' && typeof value['text'] === 'string' && isBox(value['box']);
}

function isBox(value: unknown): boolean {
  return isJsonObject(value) && Number.isFinite(value['x']) && Number.isFinite(value['y']);
}

function goodBoxes(boxes: { readonly [id: string]: unknown }): Fragment['boxes'] {
  return Object.fromEntries(Object.entries(boxes).filter(([, box]) => isBox(box))) as Fragment['boxes'];
}

/**
 * The fragment under ids that are free in the document, its middle at a point if one is given: what does not
 * bring its area along then stands in the area that is there.
 */
export function fitted(document: WorkflowDocument, copied: Fragment, at?: Point): Fragment {
  const fragment = { ...copied, nodes: firstOfEach(copied.nodes), edges: firstOfEach(copied.edges) };
  const taken = takenIds(document);
  const renames = new Map<string, string>();
  for (const { id } of fragment.nodes) renames.set(id, freeId(taken, id));
  for (const { id } of fragment.notes ?? []) renames.set(id, freeId(taken, id));
  const edgeIds = new Map(fragment.edges.map(({ id }) => [id, taken.has(id) ? freeEdgeId(taken) : claim(taken, id)]));
  const shift = shiftTo(fragment, at);
  const move = (box: Box): Box => ({ ...box, x: box.x + shift.x, y: box.y + shift.y });
  const known = new Set(fragment.nodes.map(({ id }) => id));
  const there = at && areaAt(document, nodeRects(document), at);
  const stands = (node: WorkflowNode): WorkflowNode => {
    const renamed = renameInNode(node, renames);
    if (!at || (node.in !== undefined && known.has(node.in))) return renamed;
    return there === undefined || node.kind === 'start' ? atTop(renamed) : { ...renamed, in: there };
  };
  return {
    ...fragment,
    nodes: fragment.nodes.map(stands),
    edges: fragment.edges.map((edge) => ({ ...renameInEdge(edge, renames), id: edgeIds.get(edge.id) ?? edge.id })),
    boxes: Object.fromEntries(
      fragment.nodes.flatMap(({ id, kind }) => {
        const box = fragment.boxes[id];
        return box ? [[renames.get(id) ?? id, { ...move(box), ...sizeIn(kind, box) }] as const] : [];
      }),
    ),
    ...(fragment.notes && {
      notes: fragment.notes.map((note) => ({ ...note, id: renames.get(note.id) ?? note.id, box: move(note.box) })),
    }),
  };
}

/** What comes from outside may hold an id twice. */
function firstOfEach<T extends { readonly id: string }>(list: readonly T[]): readonly T[] {
  return [...new Map(list.toReversed().map((one) => [one.id, one])).values()].toReversed();
}

function claim(taken: Set<string>, id: string): string {
  taken.add(id);
  return id;
}

function shiftTo(fragment: Fragment, at: Point | undefined): Point {
  const boxes = [...Object.values(fragment.boxes), ...(fragment.notes ?? []).map(({ box }) => box)];
  if (!at || boxes.length === 0) return { x: 0, y: 0 };
  const size = sizeOf('task');
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + (width ?? size.width)));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + (height ?? size.height)));
  return { x: Math.round(at.x - (left + right) / 2), y: Math.round(at.y - (top + bottom) / 2) };
}

function atTop(node: WorkflowNode): WorkflowNode {
  const { in: _, ...rest } = node;
  return { ...rest, id: node.id, kind: node.kind };
}

/** The document with a fragment in it; ids that are not free are changed once more. */
export function pasted(document: WorkflowDocument, fragment: Fragment): WorkflowDocument {
  const part = fitted(document, fragment);
  const known = new Set(part.nodes.map(({ id }) => id));
  const areas = new Set([...document.nodes, ...part.nodes].flatMap(({ id, kind }) => (isArea(kind) ? [id] : [])));
  const placed = part.nodes.map((node) => (node.in === undefined || areas.has(node.in) ? node : atTop(node)));
  const nodes = placed.filter((node) => {
    if (node.kind === 'boundary') return known.has(node.on ?? '');
    return known.has(node.in ?? '') || misplaced(document, node, node.in) === undefined;
  });
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = part.edges.filter(({ from, to }) => kept.has(from) && kept.has(to));
  if (nodes.length === 0 && !part.notes?.length) return document;
  return settled({
    ...document,
    nodes: [...document.nodes, ...nodes],
    edges: [...document.edges, ...edges],
    layout: {
      ...document.layout,
      nodes: { ...document.layout?.nodes, ...part.boxes },
      ...(part.notes && { notes: [...(document.layout?.notes ?? []), ...part.notes] }),
    },
  });
}
