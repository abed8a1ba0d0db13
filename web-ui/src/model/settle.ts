import { arrange } from './arrange';
import { place } from './place';
import { sizeOf } from './shapes';
import type { Box, WorkflowDocument, WorkflowNode } from './workflow';

/**
 * The document with a place for each node, as an editor needs it: places that a foreign drawing
 * left too narrow are drawn apart once, a few missing ones are found, boundaries hang by
 * themselves. A document that is settled already is returned as it is.
 */
export function settled(document: WorkflowDocument): WorkflowDocument {
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
  return box !== undefined && box.width === size.width && box.height === size.height;
}

/** Nodes that came without a place are arranged below all others. */
function placesFor(document: WorkflowDocument, missing: readonly WorkflowNode[]): { [id: string]: Box } {
  const known = Object.values(document.layout?.nodes ?? {}).flatMap((box) => box ?? []);
  const left = Math.min(...known.map(({ x }) => x));
  const bottom = Math.max(...known.map(({ y, height }) => y + (height ?? 0)));
  const arranged = arrange(document, missing);
  const top = Math.min(...[...arranged.values()].map(({ y }) => y));
  return Object.fromEntries(
    [...arranged].map(([id, rect]) => [id, rounded({ ...rect, x: rect.x + left, y: rect.y - top + bottom + 80 })]),
  );
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
