import { canConnect, newEdge } from '@/model/connect';
import { areaAt, firstContent, misplaced } from '@/model/areas';
import type { AreaContent, Edit } from '@/model/edit';
import { nodeRects } from '@/model/frames';
import { goesSeveralWays, hasWayIn, hasWayOut, isArea } from '@/model/graph';
import { isJsonObject } from '@/model/json';
import { become, canBecome, newNode } from '@/model/newNode';
import type { Pick } from '@/model/picks';
import { boxAt, boxBeside, roomFor } from '@/model/putIn';
import { type Rect, sizeOf } from '@/model/shapes';
import type { Box, Point, WorkflowDocument, WorkflowEdge, WorkflowNode } from '@/model/workflow';
import { notifyRefused } from '@/shared/ui/notify';
import type { EditorState } from '../store';

/** Shows the new node's settings and makes it what the next keys are about. */
function chosen(state: EditorState, node: WorkflowNode): void {
  state.select([node.id]);
  state.openPanel('inspector');
  state.canvas?.focus(node.id);
}

function added(node: WorkflowNode): string {
  return `Added “${node.name ?? node.id}”`;
}

/** What cannot be done, for those who see the canvas and those who do not. */
function refuse(state: EditorState, reason: string): void {
  state.say(reason);
  notifyRefused(reason);
}

/** An area comes with a beginning and an end. */
function contentFor(document: WorkflowDocument, node: WorkflowNode, box: Box): { readonly content?: AreaContent } {
  return isArea(node.kind) ? { content: firstContent(document, node, box) } : {};
}

/** Puts a node where the middle of it is wanted, into the area that is there; `exact` even if it covers another. */
export function putAt(state: EditorState, pick: Pick, middle: Point, exact = false): void {
  const { document } = state;
  const area = areaAt(document, nodeRects(document), middle);
  const node = newNode(document, pick, { in: area });
  const { kind } = node;
  const reason = misplaced(document, node, area);
  if (reason !== undefined) return refuse(state, reason);
  const box = exact ? around(middle, kind) : boxAt(document, kind, middle, area);
  state.edit({ type: 'add-node', node, box, ...contentFor(document, node, box) });
  chosen(state, node);
}

function around(middle: Point, kind: WorkflowNode['kind']): Rect {
  const size = sizeOf(kind);
  return { x: Math.round(middle.x - size.width / 2), y: Math.round(middle.y - size.height / 2), ...size };
}

/** Puts a node into an edge; what stands in the way on its right moves on. */
export function putOnEdge(state: EditorState, pick: Pick, edgeId: string, middle?: Point): void {
  const { document } = state;
  const edge = document.edges.find(({ id }) => id === edgeId);
  if (!edge) return;
  const node = newNode(document, pick, { in: document.nodes.find(({ id }) => id === edge.from)?.in });
  const between = betweenEnds(document, edge.from, edge.to, node.kind);
  const box = middle ? clearOf(document, edge.from, around(middle, node.kind), between) : between;
  const moved = roomFor(document, box, edge.to);
  const edits: Edit[] = [{ type: 'insert-on-edge', edge: edgeId, node, box, ...contentFor(document, node, box) }];
  if (moved.size > 0) edits.unshift({ type: 'move', boxes: boxesOf(document, moved) });
  state.editAll(edits, added(node));
  chosen(state, node);
}

/** Where it was dropped, unless that covers the node the edge comes from. */
function clearOf(document: WorkflowDocument, from: string, box: Rect, otherwise: Rect): Rect {
  const source = nodeRects(document).get(from);
  const covers =
    source &&
    box.x < source.x + source.width + 24 && source.x < box.x + box.width + 24 &&
    box.y < source.y + source.height + 12 && source.y < box.y + box.height + 12;
  return covers ? { ...box, x: Math.max(box.x, otherwise.x) } : box;
}

function betweenEnds(document: WorkflowDocument, from: string, to: string, kind: WorkflowNode['kind']): Rect {
  const rects = nodeRects(document);
  const a = rects.get(from);
  const b = rects.get(to);
  if (!a || !b) return around({ x: 0, y: 0 }, kind);
  const size = sizeOf(kind);
  const ahead = b.x > a.x + a.width;
  const y = b.y + b.height / 2;
  const x = ahead ? a.x + a.width + 70 + size.width / 2 : (a.x + a.width / 2 + b.x + b.width / 2) / 2;
  const area = document.nodes.find(({ id }) => id === from)?.in;
  return ahead ? around({ x, y }, kind) : boxAt(document, kind, { x, y }, area);
}

function boxesOf(document: WorkflowDocument, moved: ReadonlyMap<string, Point>): { [id: string]: Box } {
  return Object.fromEntries(
    [...moved].map(([id, point]) => [id, { ...document.layout?.nodes?.[id], ...point }] as const),
  );
}

/** Puts a node behind (or before) another and connects the two. */
export function putBeside(state: EditorState, pick: Pick, nodeId: string, side: 'in' | 'out', at?: Point): void {
  const { document } = state;
  const node = newNode(document, pick, { in: document.nodes.find(({ id }) => id === nodeId)?.in });
  const { kind } = node;
  const misfit = misplaced(document, node, node.in);
  if (misfit !== undefined) return refuse(state, misfit);
  const box = at ? boxFromPort(at, side, kind) : boxBeside(document, nodeId, side, kind);
  const withNode = { ...document, nodes: [...document.nodes, node] };
  const edge = side === 'out' ? newEdge(withNode, nodeId, node.id) : newEdge(withNode, node.id, nodeId);
  const verdict = canConnect(withNode, edge.from, edge.to);
  if (!verdict.ok) {
    state.say(verdict.reason);
    state.edit({ type: 'add-node', node, box, ...contentFor(document, node, box) });
  } else state.edit({ type: 'add-connected', node, box, edge, ...contentBeside(withNode, node, box, edge) });
  chosen(state, node);
}

/** The edge to the area has taken its id already. */
function contentBeside(document: WorkflowDocument, node: WorkflowNode, box: Box, edge: WorkflowEdge): { readonly content?: AreaContent } {
  return contentFor({ ...document, edges: [...document.edges, edge] }, node, box);
}

/** The dragged end of the line becomes the port of the node. */
function boxFromPort(at: Point, side: 'in' | 'out', kind: WorkflowNode['kind']): Rect {
  const size = sizeOf(kind);
  const x = side === 'out' ? at.x : at.x - size.width;
  return { x: Math.round(x), y: Math.round(at.y - size.height / 2), ...size };
}

/** Hangs an event on a node. */
export function hangOn(state: EditorState, pick: Pick, host: string): void {
  const node = newNode(state.document, pick, { on: host });
  state.edit({ type: 'add-node', node, box: { x: 0, y: 0 } });
  chosen(state, node);
}

/** Puts a node where it most likely belongs: behind the selected one, else in the middle of the view. */
export function putAnywhere(state: EditorState, pick: Pick): void {
  const [id, ...more] = state.selection;
  const selected = more.length === 0 ? state.document.nodes.find((node) => node.id === id) : undefined;
  if (pick.make.kind === 'boundary') {
    if (selected) hangOn(state, pick, selected.id);
    else state.say('Select the node on which this event is to hang, then try again.');
    return;
  }
  const edge = more.length === 0 ? state.document.edges.find((one) => one.id === id) : undefined;
  const { kind } = pick.make;
  if (edge && hasWayIn(kind) && hasWayOut(kind)) return putOnEdge(state, pick, edge.id);
  const open = selected && hasWayIn(kind) && canLead(state.document, selected);
  if (selected && open) putBeside(state, pick, selected.id, 'out');
  else putAt(state, pick, state.canvas?.centre() ?? { x: 0, y: 0 });
}

function canLead(document: WorkflowDocument, node: WorkflowNode): boolean {
  if (!hasWayOut(node.kind)) return false;
  if (goesSeveralWays(node.kind)) return true;
  return !document.edges.some(({ from }) => from === node.id);
}

/** Makes a node another type; settings that the new type knows too are kept. */
export function replaceType(state: EditorState, nodeId: string, pick: Pick): void {
  const node = state.document.nodes.find(({ id }) => id === nodeId);
  if (!node || !canBecome(node, pick)) return;
  const types = pick.make.kind === 'start' ? state.catalogue.triggerTypes : state.catalogue.nodeTypes;
  const schema = types.find(({ id }) => id === (pick.make.type ?? pick.make.trigger))?.configSchema;
  const properties = schema?.['properties'];
  const known = isJsonObject(properties) ? new Set(Object.keys(properties)) : undefined;
  state.edit({ type: 'set-node', id: nodeId, node: become(node, pick, known) }, { label: `Made it “${pick.title}”` });
  state.canvas?.focus(nodeId);
}
