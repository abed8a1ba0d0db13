import { contentOf, innermostFirst } from '@/model/areas';
import type { Rect } from '@/model/shapes';
import type { Point, WorkflowDocument } from '@/model/workflow';
import type { Drawn } from './draw';

/** React Flow counts places in an area from its corner. */
export function onCanvas({ rects, nodeById }: Drawn, positions: ReadonlyMap<string, Point>): Map<string, Point> {
  return new Map(
    [...positions].map(([id, { x, y }]) => {
      const parent = rects.get(nodeById.get(id)?.parentId ?? '');
      return [id, { x: x + (parent?.x ?? 0), y: y + (parent?.y ?? 0) }];
    }),
  );
}

/** A frame and an area take along what is in them. */
export function withMembers(
  document: WorkflowDocument,
  origin: ReadonlyMap<string, Rect>,
  positions: ReadonlyMap<string, Point>,
): Map<string, Point> {
  const all = new Map(positions);
  for (const group of document.layout?.groups ?? []) {
    const to = positions.get(group.id);
    const from = origin.get(group.id);
    if (!to || !from) continue;
    all.delete(group.id);
    for (const id of group.nodes) {
      const box = document.layout?.nodes?.[id];
      if (box) all.set(id, { x: box.x + to.x - from.x, y: box.y + to.y - from.y });
    }
  }
  for (const { id } of innermostFirst(document).toReversed()) {
    const [to, from] = [all.get(id), document.layout?.nodes?.[id]];
    if (!to || !from) continue;
    for (const node of contentOf(document, id)) {
      const box = document.layout?.nodes?.[node.id];
      if (box && node.kind !== 'boundary' && !all.has(node.id)) all.set(node.id, { x: box.x + to.x - from.x, y: box.y + to.y - from.y });
    }
  }
  return all;
}
