import { boundsOf } from './align';
import { areaHead, areaPadding, roomAround } from './areas';
import { arrange } from './arrange';
import { roomy } from './edits/areas';
import { isArea } from './graph';
import { place } from './place';
import { leastArea, type Rect, sizeIn, sizeOf } from './shapes';
import type { Box, WorkflowDocument, WorkflowNode } from './workflow';

/**
 * The document with a place for each node, as an editor needs it: places that a foreign drawing
 * left too narrow are drawn apart once, a few missing ones are found, boundaries hang by
 * themselves. A document that is settled already is returned as it is.
 */
export function settled(document: WorkflowDocument): WorkflowDocument {
  return roomy(everywhere(document));
}

function everywhere(document: WorkflowDocument): WorkflowDocument {
  const free = document.nodes.filter((node) => node.kind !== 'boundary');
  const boxes = document.layout?.nodes ?? {};
  const missing = free.filter(({ id }) => !boxes[id]);
  if (missing.length === 0 && free.every((node) => ownSize(node, boxes[node.id]))) return document;
  if (missing.length < free.length && free.every((node) => !boxes[node.id] || ownSize(node, boxes[node.id]))) {
    return withBoxes(document, { ...boxes, ...placesFor(document, missing) }, document.layout?.edges ?? {});
  }
  const { nodes, bends } = place(document);
  const places = Object.fromEntries(
    free.flatMap(({ id }) => {
      const rect = nodes.get(id);
      return rect ? [[id, rounded(rect)] as const] : [];
    }),
  );
  return withBoxes(document, places, Object.fromEntries(bends));
}

/** Whether a box has the size this page draws the node in. */
function ownSize(node: WorkflowNode, box: Box | undefined): boolean {
  const size = sizeOf(node.kind);
  if (isArea(node.kind)) return (box?.width ?? 0) >= leastArea.width && (box?.height ?? 0) >= leastArea.height;
  return box !== undefined && box.width === size.width && box.height === size.height;
}

/**
 * Nodes that came without a place are arranged below all others of their area; an area is drawn around
 * what is in it.
 */
function placesFor(document: WorkflowDocument, missing: readonly WorkflowNode[]): { [id: string]: Box } {
  const boxes: { readonly [id: string]: Box | undefined } = document.layout?.nodes ?? {};
  const lost = new Set(missing.map(({ id }) => id));
  const places: { [id: string]: Box } = {};
  const around = missing.filter(({ id, kind }) => {
    const inner = isArea(kind) ? document.nodes.filter((node) => node.in === id).flatMap((node) => rectOf(node, boxes[node.id]) ?? []) : [];
    if (inner.length === 0) return false;
    places[id] = rounded(roomAround(boundsOf(inner)));
    return true;
  });
  const rest = missing.filter((node) => !around.includes(node));
  const parents = new Set(rest.map((node) => (node.in !== undefined && lost.has(node.in) && places[node.in] === undefined ? null : node.in)));
  for (const parent of parents) {
    if (parent === null) continue;
    const roots = rest.filter((node) => node.in === parent);
    const part = rest.filter((node) => roots.includes(node) || isWithin(document, node, roots));
    const known = document.nodes.flatMap((node) => (node.in === parent ? (rectOf(node, boxes[node.id]) ?? []) : []));
    const below = bottomOf(known, parent === undefined ? undefined : (places[parent] ?? boxes[parent]));
    const arranged = arrange(document, part);
    const top = Math.min(...[...arranged.values()].map(({ y }) => y));
    for (const [id, rect] of arranged) places[id] = rounded({ ...rect, x: rect.x + below.x, y: rect.y - top + below.y });
  }
  return places;
}

function rectOf(node: WorkflowNode, box: Box | undefined): Rect | undefined {
  return box && node.kind !== 'boundary' ? { x: box.x, y: box.y, ...sizeIn(node.kind, box) } : undefined;
}

function isWithin(document: WorkflowDocument, node: WorkflowNode, areas: readonly WorkflowNode[]): boolean {
  const seen = new Set<string>();
  for (let at = node.in; at !== undefined && !seen.has(at); at = document.nodes.find(({ id }) => id === at)?.in) {
    if (areas.some(({ id }) => id === at)) return true;
    seen.add(at);
  }
  return false;
}

/** Where there is room below what is known; in an empty area, below its title. */
function bottomOf(known: readonly Rect[], area: Box | undefined): { readonly x: number; readonly y: number } {
  if (known.length > 0) {
    const { x, y, height } = boundsOf(known);
    return { x, y: y + height + (area ? 40 : 80) };
  }
  return { x: (area?.x ?? 0) + areaPadding, y: (area?.y ?? 0) + areaHead + areaPadding };
}

function rounded({ x, y, width, height }: Required<Box>): Box {
  return { x: Math.round(x), y: Math.round(y), width, height };
}

function withBoxes(
  document: WorkflowDocument,
  nodes: { readonly [id: string]: Box | undefined },
  edges: NonNullable<WorkflowDocument['layout']>['edges'],
): WorkflowDocument {
  return { ...document, layout: { ...document.layout, nodes, ...(edges && { edges }) } };
}
