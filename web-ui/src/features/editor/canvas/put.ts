import { canConnect, newEdge } from '@/model/connect';
import type { Edit } from '@/model/edit';
import { nodeRects } from '@/model/frames';
import { goesSeveralWays } from '@/model/graph';
import { isJsonObject } from '@/model/json';
import { become, canBecome, newNode } from '@/model/newNode';
import type { Pick } from '@/model/picks';
import { boxAt, boxBeside, roomFor } from '@/model/putIn';
import { type Rect, sizeOf } from '@/model/shapes';
import type { Box, Point, WorkflowDocument, WorkflowNode } from '@/model/workflow';
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

/** Puts a node where the middle of it is wanted; `exact` even if it covers another. */
export function putAt(state: EditorState, pick: Pick, middle: Point, exact = false): void {
  const node = newNode(state.document, pick);
  const { kind } = node;
  const box = exact ? around(middle, kind) : boxAt(state.document, kind, middle);
  state.edit({ type: 'add-node', node, box });
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
  const node = newNode(document, pick);
  const between = betweenEnds(document, edge.from, edge.to, node.kind);
  const box = middle ? clearOf(document, edge.from, around(middle, node.kind), between) : between;
  const moved = roomFor(document, box, edge.to);
  const edits: Edit[] = [{ type: 'insert-on-edge', edge: edgeId, node, box }];
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
  return ahead ? around({ x, y }, kind) : boxAt(document, kind, { x, y });
}

function boxesOf(document: WorkflowDocument, moved: ReadonlyMap<string, Point>): { [id: string]: Box } {
  return Object.fromEntries(
    [...moved].map(([id, point]) => [id, { ...document.layout?.nodes?.[id], ...point }] as const),
  );
}

/** Puts a node behind (or before) another and connects the two. */
export function putBeside(state: EditorState, pick: Pick, nodeId: string, side: 'in' | 'out', at?: Point): void {
  const { document } = state;
  const node = newNode(document, pick);
  const { kind } = node;
  const box = at ? boxFromPort(at, side, kind) : boxBeside(document, nodeId, side, kind);
  const withNode = { ...document, nodes: [...document.nodes, node] };
  const edge = side === 'out' ? newEdge(withNode, nodeId, node.id) : newEdge(withNode, node.id, nodeId);
  const verdict = canConnect(withNode, edge.from, edge.to);
  if (!verdict.ok) {
    state.say(verdict.reason);
    state.edit({ type: 'add-node', node, box });
  } else state.edit({ type: 'add-connected', node, box, edge });
  chosen(state, node);
}

/** The dragged end of the line becomes the port of the node. */
function boxFromPort(at: Point, side: 'in' | 'out', kind: WorkflowNode['kind']): Rect {
  const size = sizeOf(kind);
  const x = side === 'out' ? at.x : at.x - size.width;
  return { x: Math.round(x), y: Math.round(at.y - size.height / 2), ...size };
}

/** Hangs an event on a node. */
export function hangOn(state: EditorState, pick: Pick, host: string): void {
  const node = newNode(state.document, pick, host);
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
  if (edge && pick.make.kind !== 'start' && pick.make.kind !== 'end') return putOnEdge(state, pick, edge.id);
  const open = selected && pick.make.kind !== 'start' && canLead(state.document, selected);
  if (selected && open) putBeside(state, pick, selected.id, 'out');
  else putAt(state, pick, state.canvas?.centre() ?? { x: 0, y: 0 });
}

function canLead(document: WorkflowDocument, node: WorkflowNode): boolean {
  if (node.kind === 'end') return false;
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
