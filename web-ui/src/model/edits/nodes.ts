import { canConnect } from '../connect';
import { boundariesOf, canHost, hasConditions, hasWayIn, hasWayOut } from '../graph';
import { freeEdgeId, isId, takenIds } from '../ids';
import { renameIds } from '../references';
import { sizeOf } from '../shapes';
import type { Box, WorkflowDocument, WorkflowEdge, WorkflowNode } from '../workflow';
import { withBends, withBox } from './layout';

export function added(document: WorkflowDocument, node: WorkflowNode, box: Box): WorkflowDocument {
  if (!isId(node.id) || takenIds(document).has(node.id) || !hangsWell(document, node)) return document;
  return placed({ ...document, nodes: [...document.nodes, node] }, node, box);
}

/** The edge keeps its condition and ends at the node; a new one leads on. */
export function insertedOnEdge(
  document: WorkflowDocument,
  edgeId: string,
  node: WorkflowNode,
  box: Box,
): WorkflowDocument {
  const edge = document.edges.find(({ id }) => id === edgeId);
  if (!edge || !hasWayIn(node.kind) || !hasWayOut(node.kind)) return document;
  const withNode = added(document, node, box);
  if (withNode === document) return document;
  const onward = {
    id: freeEdgeId(takenIds(withNode)),
    from: node.id,
    to: edge.to,
    ...(hasConditions(node.kind) ? { otherwise: true } : {}),
  };
  const shortened = document.edges.map((one) => (one === edge ? { ...edge, to: node.id } : one));
  return withBends({ ...withNode, edges: [...shortened, onward] }, edgeId, []);
}

export function addedConnected(
  document: WorkflowDocument,
  node: WorkflowNode,
  box: Box,
  edge: WorkflowEdge,
): WorkflowDocument {
  const withNode = added(document, node, box);
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

/** Whether a node of a changed kind still may have the ways and events it has. */
function fitsIn(document: WorkflowDocument, node: WorkflowNode): boolean {
  const { edges } = document;
  return (
    (hasWayIn(node.kind) || !edges.some(({ to }) => to === node.id)) &&
    (hasWayOut(node.kind) || !edges.some(({ from }) => from === node.id)) &&
    (canHost(node.kind) || boundariesOf(document, node.id).length === 0)
  );
}

/** Another kind has another size; its middle stays where it was. */
function resized(document: WorkflowDocument, node: WorkflowNode): WorkflowDocument {
  const box = document.layout?.nodes?.[node.id];
  if (!box) return document;
  const size = sizeOf(node.kind);
  const x = Math.round(box.x + ((box.width ?? size.width) - size.width) / 2);
  const y = Math.round(box.y + ((box.height ?? size.height) - size.height) / 2);
  return withBox(document, node.id, { x, y, ...size });
}

function placed(document: WorkflowDocument, node: WorkflowNode, box: Box): WorkflowDocument {
  return node.kind === 'boundary' ? document : withBox(document, node.id, box);
}
