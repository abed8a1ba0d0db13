import { groupFrame, nodeRects, noteRect } from '@/model/frames';
import type { Rect } from '@/model/shapes';
import { returnsToHost } from '@/model/routes';
import { type Wire, type WireRequest, wiresOf } from '@/model/wires';
import type { Point } from '@/model/workflow';
import type { Drawn } from './draw';
import { wireEdge } from './elements';
import type { FlowEdge, FlowNode } from './flow';

/**
 * What is drawn while things are dragged: only they and their lines are made anew, and the lines take
 * the straight way until the drag ends. Runs with each move of the pointer.
 */
export function drawMoved(before: Drawn, moved: ReadonlyMap<string, Point>): Drawn {
  const { document } = before;
  const all = nodeRects(document, moved);
  const rects = new Map(before.rects);
  const affected = new Set<string>();
  const put = (id: string, rect: Rect) => {
    const then = before.rects.get(id);
    if (!then || (then.x === rect.x && then.y === rect.y && then.width === rect.width && then.height === rect.height)) return;
    rects.set(id, rect);
    affected.add(id);
  };
  for (const [id, rect] of all) put(id, rect);
  for (const group of document.layout?.groups ?? []) put(group.id, groupFrame(group, all));
  for (const note of document.layout?.notes ?? []) put(note.id, noteRect(note, moved));

  const nodes = before.nodes.map((node) =>
    affected.has(node.id) || affected.has(node.parentId ?? '') ? at(node, rects.get(node.id), rects.get(node.parentId ?? '')) : node,
  );
  const { wires, edges } = movedEdges(before, rects, affected);
  return {
    ...before,
    rects,
    nodes,
    wires,
    edges,
    nodeById: new Map(nodes.map((node) => [node.id, node])),
    edgeById: edges === before.edges ? before.edgeById : new Map(edges.map((edge) => [edge.id, edge])),
  };
}

function at(node: FlowNode, rect: Rect | undefined, parent: Rect = { x: 0, y: 0, width: 0, height: 0 }): FlowNode {
  if (!rect) return node;
  const { width, height } = rect;
  const [x, y] = [rect.x - parent.x, rect.y - parent.y];
  const sameSize = node.width === width && node.height === height;
  return { ...node, position: { x, y }, ...(sameSize ? {} : { width, height, measured: { width, height } }) };
}

function movedEdges(
  before: Drawn,
  rects: ReadonlyMap<string, Rect>,
  affected: ReadonlySet<string>,
): { readonly wires: ReadonlyMap<string, Wire>; readonly edges: readonly FlowEdge[] } {
  const touched = before.edges.filter(({ source, target }) => affected.has(source) || affected.has(target));
  if (touched.length === 0) return before;
  const requests = touched.map(({ id, source, target }): WireRequest => {
    const from = before.nodeById.get(source);
    const node = from?.type === 'step' || from?.type === 'area' ? from.data.node : undefined;
    return { id, from: source, to: target, sourceKind: node?.kind ?? 'task', bends: undefined, returns: returnsToHost(before.document, target, node?.on) };
  });
  const fresh = wiresOf(requests, rects, new Map(), new Map());
  const inDocument = new Map(before.document.edges.map((edge) => [edge.id, edge]));
  const edges = before.edges.map((edge): FlowEdge => {
    const wire = fresh.get(edge.id);
    const own = inDocument.get(edge.id);
    const source = rects.get(edge.source);
    const target = rects.get(edge.target);
    if (!wire || !own || !source || !target) return edge;
    const ends = { from: edge.source, to: edge.target, source, target };
    return wireEdge(own, wire, ends, edge.selected ?? false, edge.data?.problems ?? 0, edge.data?.count, { ...(edge.data?.items && { items: edge.data.items }), ...(edge.data?.told && { told: edge.data.told }) });
  });
  return { wires: new Map([...before.wires, ...fresh]), edges };
}
