import { contentOf, grown, innermostFirst, misput } from '../areas';
import { boundsOf } from '../align';
import { canConnect } from '../connect';
import { nodeRects } from '../frames';
import { isArea } from '../graph';
import { type Rect, sizeIn } from '../shapes';
import type { Box, WorkflowDocument, WorkflowNode } from '../workflow';
import { moved, resized, withBox } from './layout';
import { removed } from './remove';

/** Nodes and the events that hang on them into an area, or to the top. */
export function putIn(document: WorkflowDocument, ids: readonly string[], area: string | undefined): WorkflowDocument {
  const into = document.nodes.find(({ id }) => id === area);
  if (area !== undefined && !(into && isArea(into.kind))) return document;
  if (misput(document, ids, area) !== undefined) return document;
  const moving = new Set(ids);
  const nodes = document.nodes.map((node) => {
    const moves = moving.has(node.id) || (node.kind === 'boundary' && moving.has(node.on ?? ''));
    return moves && node.in !== area ? standingIn(node, area) : node;
  });
  return nodes.every((node, i) => node === document.nodes[i]) ? document : { ...document, nodes };
}

function standingIn(node: WorkflowNode, area: string | undefined): WorkflowNode {
  const { in: _, ...rest } = node;
  return { ...rest, id: node.id, kind: node.kind, ...(area === undefined ? {} : { in: area }) };
}

/**
 * An area without its border: what led to it leads to what its beginning led to, and what ended its path
 * in it goes on where the area went on.
 */
export function released(document: WorkflowDocument, area: string): WorkflowDocument {
  const node = document.nodes.find(({ id }) => id === area);
  if (!node || !isArea(node.kind)) return document;
  const content = contentOf(document, area);
  const begins = new Set(content.flatMap(({ id, kind }) => (kind === 'begin' ? [id] : [])));
  const ends = new Set(content.filter(endsPathOnly).map(({ id }) => id));
  const first = document.edges.find(({ from }) => begins.has(from))?.to;
  const next = document.edges.find(({ from }) => from === area)?.to;
  const straight = first !== undefined && ends.has(first);
  const begun = straight ? next : first;
  const gone = new Set([area, ...begins, ...(next === undefined ? [] : ends)]);
  const free = document.nodes.map((one) => (one.in === area ? standingIn(one, node.in) : one));
  const without = removed({ ...document, nodes: free }, [...gone], [], false);
  return document.edges.reduce((now, edge) => {
    if (gone.has(edge.from) || !gone.has(edge.to)) return now;
    const to = edge.to === area ? begun : next;
    if (to === undefined || !canConnect(now, edge.from, to).ok) return now;
    return { ...now, edges: [...now.edges, { ...edge, to }] };
  }, without);
}

function endsPathOnly(node: WorkflowNode): boolean {
  return node.kind === 'end' && node['terminate'] !== true && node['error'] === undefined && node['verdict'] === undefined && node['result'] === undefined;
}

/** An area in another size, as far as what is in it leaves room. */
export function resizedArea(document: WorkflowDocument, area: string, box: Box): WorkflowDocument {
  const rects = nodeRects(document);
  const inner = contentOf(document, area).flatMap(({ id }) => rects.get(id) ?? []);
  const wanted = { ...box, ...sizeIn('scope', box) };
  return resized(document, area, inner.length === 0 ? wanted : grown(wanted, boundsOf(inner)));
}

/**
 * Every area large enough for what is in it. One that had to grow pushes on what stands behind and below
 * it, as far as it grew. An edit that left no area too small returns the document as it is.
 */
export function roomy(document: WorkflowDocument): WorkflowDocument {
  return innermostFirst(document).reduce((now, { id, in: parent }) => {
    const rects = nodeRects(now);
    const rect = rects.get(id);
    const inner = contentOf(now, id).flatMap((node) => rects.get(node.id) ?? []);
    if (!rect || inner.length === 0) return now;
    const after = grown(rect, boundsOf(inner));
    if (after.x === rect.x && after.y === rect.y && after.width === rect.width && after.height === rect.height) return now;
    return withBox(pushedOn(now, id, parent, rect, after, rects), id, after);
  }, document);
}

function pushedOn(
  document: WorkflowDocument,
  area: string,
  parent: string | undefined,
  before: Rect,
  after: Rect,
  rects: ReadonlyMap<string, Rect>,
): WorkflowDocument {
  const right = after.x + after.width - before.x - before.width;
  const down = after.y + after.height - before.y - before.height;
  const boxes: { [id: string]: Box } = {};
  for (const { id, kind } of contentOf(document, parent)) {
    const rect = rects.get(id);
    if (!rect || id === area || kind === 'boundary') continue;
    const beside = rect.y < after.y + after.height && after.y < rect.y + rect.height;
    const below = rect.x < after.x + after.width && after.x < rect.x + rect.width;
    if (right > 0 && beside && rect.x >= before.x + before.width) boxes[id] = { ...rect, x: rect.x + right };
    else if (down > 0 && below && rect.y >= before.y + before.height) boxes[id] = { ...rect, y: rect.y + down };
  }
  return moved(document, boxes);
}
