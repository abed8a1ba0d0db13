import { areaHead, areaPadding, areasAround, contentOf } from './areas';
import { groupFrame, nodeRects, noteRect } from './frames';
import { hasConditions } from './graph';
import { type Rect, sizeOf } from './shapes';
import type { NodeKind, Point, WorkflowDocument } from './workflow';

const air = 24;
const gapAcross = 70;
/** Behind a choice: its ways bear their conditions. */
const gapForLabel = 210;

/** A box for a new node whose middle is wanted at a point, moved down until it covers nothing of its area. */
export function boxAt(document: WorkflowDocument, kind: NodeKind, middle: Point, area?: string): Rect {
  const size = sizeOf(kind);
  const taken = rectsIn(document, area);
  const rect = { x: Math.round(middle.x - size.width / 2), y: Math.round(middle.y - size.height / 2), ...size };
  return freeBelow(rect, taken);
}

/** A box beside a node, where its next (or previous) node naturally stands. */
export function boxBeside(document: WorkflowDocument, node: string, side: 'in' | 'out', kind: NodeKind): Rect {
  const rects = nodeRects(document);
  const from = rects.get(node) ?? { x: 0, y: 0, width: 0, height: 0 };
  const size = sizeOf(kind);
  const beside = document.nodes.find(({ id }) => id === node);
  const own = beside?.kind;
  const isEvent = own === 'boundary';
  const gap = hasConditions(side === 'out' ? own : kind) ? gapForLabel : gapAcross;
  const x = side === 'out' ? from.x + from.width + gap : from.x - gap - size.width;
  const y = from.y + from.height / 2 - size.height / 2 + (isEvent ? 90 : 0);
  return freeBelow({ x: Math.round(x), y: Math.round(y), ...size }, rectsIn(document, beside?.in));
}

/** What stands in the same area: that around it is no hindrance, and what is deeper lies within its own. */
function rectsIn(document: WorkflowDocument, area: string | undefined): Rect[] {
  const rects = nodeRects(document);
  return contentOf(document, area).flatMap(({ id }) => rects.get(id) ?? []);
}

/** A free place in an area, below what is there; at the top, right below the area that a node leaves. */
export function boxWithin(document: WorkflowDocument, node: string, area: string | undefined): Rect {
  const rects = nodeRects(document);
  const own = rects.get(node) ?? { x: 0, y: 0, ...sizeOf('task') };
  const left = areasAround(document, node).find((id) => document.nodes.find((one) => one.id === id)?.in === area);
  const from = rects.get(area ?? left ?? '');
  if (!from) return own;
  const x = area === undefined || left !== undefined ? from.x : from.x + areaPadding;
  const y = area === undefined || left !== undefined ? from.y + from.height + air * 2 : from.y + areaHead + areaPadding;
  return freeBelow({ ...own, x: Math.round(x), y: Math.round(y) }, rectsIn(document, area));
}

function freeBelow(rect: Rect, taken: readonly Rect[]): Rect {
  let at = rect;
  for (let tries = 0; tries < 60; tries++) {
    const hit = taken.find((other) => covers(at, other));
    if (!hit) return at;
    at = { ...at, y: Math.round(hit.y + hit.height + air) };
  }
  return at;
}

function covers(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width + air / 2 && b.x < a.x + a.width + air / 2 &&
    a.y < b.y + b.height + air / 2 && b.y < a.y + a.height + air / 2
  );
}

/**
 * Room for a node that is put into an edge: what stands to its right and in the way moves on, so
 * that nobody has to. The answer holds the new places, empty when there is room.
 */
export function roomFor(document: WorkflowDocument, box: Rect, to: string): Map<string, Point> {
  const rects = nodeRects(document);
  const moved = new Map<string, Point>();
  const target = rects.get(to);
  if (!target || target.x < box.x) return moved;
  const missing = box.x + box.width + gapAcross - target.x;
  if (missing <= 0) return moved;
  const levels = { top: box.y - 200, bottom: box.y + box.height + 200 };
  const area = document.nodes.find(({ id }) => id === to)?.in;
  for (const { id, kind } of contentOf(document, area)) {
    const rect = rects.get(id);
    if (kind === 'boundary' || !rect || rect.x < target.x - 4) continue;
    if (rect.y + rect.height < levels.top || rect.y > levels.bottom) continue;
    moved.set(id, { x: Math.round(rect.x + missing), y: rect.y });
  }
  return moved;
}

/** Everything that is drawn, by id: nodes, notes and the frames of groups. */
export function allRects(document: WorkflowDocument): Map<string, Rect> {
  const rects = nodeRects(document);
  const all = new Map(rects);
  for (const group of document.layout?.groups ?? []) all.set(group.id, groupFrame(group, rects));
  for (const note of document.layout?.notes ?? []) all.set(note.id, noteRect(note));
  return all;
}
