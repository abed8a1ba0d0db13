import { misplaced } from '../areas';
import { canConnect } from '../connect';
import type { AreaContent } from '../edit';
import { boundariesOf, canHost, hasConditions, hasWayIn, hasWayOut, isArea } from '../graph';
import { freeEdgeId, isId, takenIds } from '../ids';
import { renameIds } from '../references';
import { sizeIn, sizeOf } from '../shapes';
import type { Box, WorkflowDocument, WorkflowEdge, WorkflowNode } from '../workflow';
import { withBends, withBox } from './layout';

export function added(document: WorkflowDocument, node: WorkflowNode, box: Box, content?: AreaContent): WorkflowDocument {
  if (!isId(node.id) || takenIds(document).has(node.id) || !hangsWell(document, node) || !standsWell(document, node)) return document;
  const withNode = placed({ ...document, nodes: [...document.nodes, node] }, node, box);
  return content && isArea(node.kind) ? filled(withNode, node.id, content) : withNode;
}

/** What an area begins with; what does not fit is left out. */
function filled(document: WorkflowDocument, area: string, { nodes, edges, boxes }: AreaContent): WorkflowDocument {
  const within = nodes.reduce((now, node) => {
    const box = boxes[node.id];
    return box && node.in === area ? added(now, node, box) : now;
  }, document);
  const fitting = edges.filter(({ id }) => isId(id) && !takenIds(within).has(id));
  return fitting.reduce((now, edge) => (canConnect(now, edge.from, edge.to).ok ? { ...now, edges: [...now.edges, edge] } : now), within);
}

/** The edge keeps its condition and ends at the node; a new one leads on. */
export function insertedOnEdge(
  document: WorkflowDocument,
  edgeId: string,
  node: WorkflowNode,
  box: Box,
  content?: AreaContent,
): WorkflowDocument {
  const edge = document.edges.find(({ id }) => id === edgeId);
  const place = document.nodes.find(({ id }) => id === edge?.from)?.in;
  if (!edge || node.in !== place || !hasWayIn(node.kind) || !hasWayOut(node.kind)) return document;
  const withNode = added(document, node, box, content);
  if (withNode === document) return document;
  const onward = {
    id: freeEdgeId(takenIds(withNode)),
    from: node.id,
    to: edge.to,
    ...(hasConditions(node.kind) ? { otherwise: true } : {}),
  };
  const shortened = withNode.edges.map((one) => (one === edge ? { ...edge, to: node.id } : one));
  return withBends({ ...withNode, edges: [...shortened, onward] }, edgeId, []);
}

export function addedConnected(
  document: WorkflowDocument,
  node: WorkflowNode,
  box: Box,
  edge: WorkflowEdge,
  content?: AreaContent,
): WorkflowDocument {
  const withNode = added(document, node, box, content);
  const touches = edge.from === node.id || edge.to === node.id;
  const free = isId(edge.id) && !takenIds(withNode).has(edge.id);
  if (withNode === document || !touches || !free) return document;
  if (!canConnect(withNode, edge.from, edge.to).ok) return document;
  return { ...withNode, edges: [...withNode.edges, edge] };
}

export function set(document: WorkflowDocument, id: string, node: WorkflowNode): WorkflowDocument {
  const before = document.nodes.find((one) => one.id === id);
  if (!before || node.id !== id || before === node) return document;
  if (!hangsWell(document, node) || !fitsIn(document, node)) return document;
  const changed = { ...document, nodes: document.nodes.map((one) => (one === before ? node : one)) };
  return before.kind === node.kind ? changed : resized(changed, node);
}

export function renamed(document: WorkflowDocument, id: string, newId: string): WorkflowDocument {
  const exists = document.nodes.some((node) => node.id === id);
  if (!exists || !isId(newId) || takenIds(document).has(newId)) return document;
  return renameIds(document, new Map([[id, newId]]));
}

export function withHeader(document: WorkflowDocument, name: string, description: string): WorkflowDocument {
  if (name === document.name && description === (document.description ?? '')) return document;
  return { ...document, name, description };
}

/** A boundary needs a host; everything else stands on its own. */
function hangsWell(document: WorkflowDocument, node: WorkflowNode): boolean {
  if (node.kind !== 'boundary') return true;
  const host = document.nodes.find(({ id }) => id === node.on);
  return host !== undefined && canHost(host.kind);
}

/** A node stands at the top, or in an area that takes it. */
function standsWell(document: WorkflowDocument, node: WorkflowNode): boolean {
  const area = node.in === undefined ? undefined : document.nodes.find(({ id }) => id === node.in);
  if (node.in !== undefined && !isArea(area?.kind)) return false;
  return misplaced(document, node, node.in) === undefined;
}

/** Whether a node of a changed kind still may have the ways, the events and the content it has. */
function fitsIn(document: WorkflowDocument, node: WorkflowNode): boolean {
  const { edges } = document;
  return (
    (hasWayIn(node.kind) || !edges.some(({ to }) => to === node.id)) &&
    (hasWayOut(node.kind) || !edges.some(({ from }) => from === node.id)) &&
    (canHost(node.kind) || boundariesOf(document, node.id).length === 0) &&
    (isArea(node.kind) || !document.nodes.some((one) => one.in === node.id))
  );
}

/** Another kind has another size; its middle stays where it was. */
function resized(document: WorkflowDocument, node: WorkflowNode): WorkflowDocument {
  const box = document.layout?.nodes?.[node.id];
  if (!box) return document;
  const size = isArea(node.kind) ? sizeIn(node.kind, box) : sizeOf(node.kind);
  const x = Math.round(box.x + ((box.width ?? size.width) - size.width) / 2);
  const y = Math.round(box.y + ((box.height ?? size.height) - size.height) / 2);
  return withBox(document, node.id, { x, y, ...size });
}

function placed(document: WorkflowDocument, node: WorkflowNode, box: Box): WorkflowDocument {
  return node.kind === 'boundary' ? document : withBox(document, node.id, box);
}
