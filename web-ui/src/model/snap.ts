import type { Rect } from './shapes';
import type { Point } from './workflow';

/** A helper line: where two shapes stand level. */
export interface Guide {
  readonly from: Point;
  readonly to: Point;
}

export interface Snapped {
  /** What to add to the place for it to stand level. */
  readonly shift: Point;
  readonly guides: readonly Guide[];
}

/** Where nothing is near to stand level with, places are whole steps of this. */
export const gridStep = 4;

/** Draws a moving shape to where its edges or its middle are level with those of another. */
export function snapped(moving: Rect, others: Iterable<Rect>, within: number): Snapped {
  let bestX: Level | undefined;
  let bestY: Level | undefined;
  for (const other of others) {
    bestX = nearer(bestX, levelBetween(moving.x, moving.width, other.x, other.width, other), within);
    bestY = nearer(bestY, levelBetween(moving.y, moving.height, other.y, other.height, other), within);
  }
  const shift = { x: bestX?.shift ?? toGrid(moving.x), y: bestY?.shift ?? toGrid(moving.y) };
  const placed = { ...moving, x: moving.x + shift.x, y: moving.y + shift.y };
  const guides: Guide[] = [];
  if (bestX) guides.push(upright(bestX.at, placed, bestX.other));
  if (bestY) guides.push(level(bestY.at, placed, bestY.other));
  return { shift, guides };
}

interface Level {
  readonly shift: number;
  readonly at: number;
  readonly other: Rect;
}

function nearer(best: Level | undefined, next: Level, within: number): Level | undefined {
  if (Math.abs(next.shift) > within) return best;
  return best && Math.abs(best.shift) <= Math.abs(next.shift) ? best : next;
}

/** The smallest move that brings starts, middles or ends together. */
function levelBetween(a: number, aSize: number, b: number, bSize: number, other: Rect): Level {
  const pairs = [
    [a + aSize / 2, b + bSize / 2],
    [a, b],
    [a + aSize, b + bSize],
  ] as const;
  let best: Level = { shift: Infinity, at: 0, other };
  for (const [mine, theirs] of pairs) {
    if (Math.abs(theirs - mine) < Math.abs(best.shift)) best = { shift: theirs - mine, at: theirs, other };
  }
  return best;
}

function toGrid(value: number): number {
  return Math.round(value / gridStep) * gridStep - value;
}

function upright(x: number, a: Rect, b: Rect): Guide {
  return {
    from: { x, y: Math.min(a.y, b.y) - 12 },
    to: { x, y: Math.max(a.y + a.height, b.y + b.height) + 12 },
  };
}

function level(y: number, a: Rect, b: Rect): Guide {
  return {
    from: { x: Math.min(a.x, b.x) - 12, y },
    to: { x: Math.max(a.x + a.width, b.x + b.width) + 12, y },
  };
}
