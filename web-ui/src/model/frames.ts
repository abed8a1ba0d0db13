import { boundsOf } from './align';
import { type Rect, sizeIn, sizeOf } from './shapes';
import type { Group, Note, Point, WorkflowDocument } from './workflow';

const framePadding = 26;
const frameHead = 34;
/** How a collapsed group is drawn. */
export const collapsedSize = { width: 220, height: 68 };
export const noteSize = { width: 220, height: 120 };

/** Where the nodes of a settled document are drawn; boundaries hang on the lower edge of their node. */
export function nodeRects(document: WorkflowDocument, moved?: ReadonlyMap<string, Point>): Map<string, Rect> {
  const rects = new Map<string, Rect>();
  for (const { id, kind } of document.nodes) {
    if (kind === 'boundary') continue;
    const box = document.layout?.nodes?.[id];
    const { x, y } = moved?.get(id) ?? box ?? { x: 0, y: 0 };
    rects.set(id, { x, y, ...sizeIn(kind, box) });
  }
  const hanging = new Map<string, number>();
  const size = sizeOf('boundary');
  for (const { id, kind, on = '' } of document.nodes) {
    if (kind !== 'boundary') continue;
    const host = rects.get(on) ?? { x: 0, y: 0, width: 0, height: 0 };
    const index = hanging.get(on) ?? 0;
    hanging.set(on, index + 1);
    rects.set(id, {
      x: host.x + host.width - size.width - 18 - index * (size.width + 10),
      y: host.y + host.height - size.height / 2,
      ...size,
    });
  }
  return rects;
}

/** The frame around a group's nodes, or the box that stands for them while it is collapsed. */
export function groupFrame(group: Group, rects: ReadonlyMap<string, Rect>): Rect {
  const inner = boundsOf(group.nodes.flatMap((id) => rects.get(id) ?? []));
  if (group.collapsed) {
    const { width, height } = collapsedSize;
    return { x: inner.x, y: inner.y, width, height };
  }
  return {
    x: inner.x - framePadding,
    y: inner.y - framePadding - frameHead,
    width: inner.width + 2 * framePadding,
    height: inner.height + 2 * framePadding + frameHead + 14,
  };
}

export function noteRect(note: Note, moved?: ReadonlyMap<string, Point>): Rect {
  const { x, y } = moved?.get(note.id) ?? note.box;
  return { x, y, width: note.box.width || noteSize.width, height: note.box.height || noteSize.height };
}
