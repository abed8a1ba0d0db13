import type { AreaContent } from './edit';
import { isArea } from './graph';
import { freeEdgeId, freeId, takenIds } from './ids';
import { leastArea, type Rect, sizeOf } from './shapes';
import { type Box, nodeName, type Point, type WorkflowDocument, type WorkflowNode } from './workflow';

/** Between the border of an area and what is in it; above it stands its title. */
export const areaPadding = 40;
export const areaHead = 32;

/** What stands in an area directly, in document order; without an id, what stands at the top. */
export function contentOf(document: WorkflowDocument, area: string | undefined): WorkflowNode[] {
  return document.nodes.filter((node) => node.in === area);
}

/** The areas around a node, the innermost first. */
export function areasAround(document: WorkflowDocument, id: string, places = placesOf(document)): string[] {
  const around: string[] = [];
  for (let at = places.get(id); at !== undefined && !around.includes(at); at = places.get(at)) around.push(at);
  return around;
}

/** The area each node stands in. */
export function placesOf(document: WorkflowDocument): ReadonlyMap<string, string | undefined> {
  return new Map(document.nodes.map((node) => [node.id, node.in]));
}

/** These nodes and everything in those of them that are areas, however deep. */
export function withInside(document: WorkflowDocument, ids: Iterable<string>): Set<string> {
  const found = new Set(ids);
  const inner = new Map<string, string[]>();
  for (const node of document.nodes) if (node.in !== undefined) inner.set(node.in, [...(inner.get(node.in) ?? []), node.id]);
  const open = [...found];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const one of inner.get(id) ?? []) {
      if (!found.has(one)) open.push(one);
      found.add(one);
    }
  }
  return found;
}

/** How many areas are around each node. */
export function depths(document: WorkflowDocument): ReadonlyMap<string, number> {
  const places = placesOf(document);
  return new Map(document.nodes.map(({ id, in: area }) => [id, area === undefined ? 0 : areasAround(document, id, places).length]));
}

/** The areas, those within others before them. */
export function innermostFirst(document: WorkflowDocument): WorkflowNode[] {
  const depth = depths(document);
  return document.nodes.filter(({ kind }) => isArea(kind)).toSorted((a, b) => (depth.get(b.id) ?? 0) - (depth.get(a.id) ?? 0));
}

/** The innermost area over a point; `except` and what is in it does not count. */
export function areaAt(
  document: WorkflowDocument,
  rects: ReadonlyMap<string, Rect>,
  { x, y }: Point,
  except: ReadonlySet<string> = new Set(),
): string | undefined {
  const without = withInside(document, except);
  return innermostFirst(document).find(({ id }) => {
    const rect = without.has(id) ? undefined : rects.get(id);
    return rect && x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height;
  })?.id;
}

/** The room that what is in an area takes, its title and its border included. */
export function roomAround(inner: Rect): Rect {
  return {
    x: inner.x - areaPadding,
    y: inner.y - areaPadding - areaHead,
    width: inner.width + 2 * areaPadding,
    height: inner.height + 2 * areaPadding + areaHead,
  };
}

/** Why a node of this kind cannot stand in an area, or at the top; undefined when it can. */
export function misplaced(document: WorkflowDocument, node: Pick<WorkflowNode, 'id' | 'kind'>, area: string | undefined): string | undefined {
  if (node.kind === 'start' && area !== undefined) return 'A trigger stands at the top; an area begins with its beginning.';
  if (node.kind !== 'begin') return undefined;
  if (area === undefined) return 'A beginning belongs in an area; at the top a trigger begins.';
  const other = contentOf(document, area).some(({ id, kind }) => kind === 'begin' && id !== node.id);
  return other ? 'This area has its beginning already.' : undefined;
}

/**
 * Why nodes cannot be put into an area (or to the top) as they are: a way of theirs would cross its
 * border. Undefined when they can.
 */
export function misput(document: WorkflowDocument, ids: readonly string[], area: string | undefined): string | undefined {
  const moving = withInside(document, ids);
  if (area !== undefined && moving.has(area)) return 'An area cannot stand in itself.';
  for (const node of document.nodes) if (node.kind === 'boundary' && moving.has(node.on ?? '')) moving.add(node.id);
  const roots = new Set(ids);
  for (const node of document.nodes) {
    const reason = roots.has(node.id) ? misplaced(document, node, area) : undefined;
    if (reason !== undefined) return reason;
    if (roots.has(node.id) && node.kind === 'begin' && node.in !== area) return 'A beginning stays in its area.';
  }
  const known = new Map(document.nodes.map((node) => [node.id, node]));
  for (const { from, to } of document.edges) {
    if (moving.has(from) === moving.has(to)) continue;
    const [mine, other] = moving.has(from) ? [known.get(from), known.get(to)] : [known.get(to), known.get(from)];
    if (other === undefined || mine === undefined || other.in === area) continue;
    const host = mine.kind === 'boundary' ? (known.get(mine.on ?? '') ?? mine) : mine;
    return `“${nodeName(host)}” is connected to “${nodeName(other)}”, and no way crosses the border of an area: move both, or remove the way first.`;
  }
  return undefined;
}

/** What a new area begins with: a beginning that leads to an end. Its box is the area's. */
export function firstContent(document: WorkflowDocument, area: WorkflowNode, box: Box): AreaContent {
  const taken = takenIds(document);
  taken.add(area.id);
  const begin: WorkflowNode = { id: freeId(taken, `${area.id}_begin`), kind: 'begin', name: 'Begin', in: area.id };
  const end: WorkflowNode = { id: freeId(taken, `${area.id}_end`), kind: 'end', name: 'End', in: area.id };
  const { width, height } = { ...sizeOf(area.kind), ...box };
  const at = (node: WorkflowNode, x: number): Box => {
    const size = sizeOf(node.kind);
    return { x: Math.round(x), y: Math.round(box.y + areaHead + (height - areaHead) / 2 - size.height / 2 - 8), ...size };
  };
  return {
    nodes: [begin, end],
    edges: [{ id: freeEdgeId(taken), from: begin.id, to: end.id }],
    boxes: { [begin.id]: at(begin, box.x + areaPadding + 20), [end.id]: at(end, box.x + width - areaPadding - 20 - sizeOf('end').width) },
  };
}

/** The rectangle an area must cover at least: what it is, and room for all that is in it. */
export function grown(rect: Rect, inner: Rect | undefined): Rect {
  const least = inner ? roomAround(inner) : rect;
  const x = Math.min(rect.x, least.x);
  const y = Math.min(rect.y, least.y);
  return {
    x,
    y,
    width: Math.max(rect.x + rect.width, least.x + least.width, x + leastArea.width) - x,
    height: Math.max(rect.y + rect.height, least.y + least.height, y + leastArea.height) - y,
  };
}
