import { goesSeveralWays } from './graph';
import type { Rect } from './shapes';
import type { NodeKind, Point } from './workflow';

/** The line an edge is drawn along. */
export interface Route {
  readonly points: readonly Point[];
  readonly path: string;
  readonly label: Point;
}

export interface RouteRequest {
  readonly source: Rect;
  readonly sourceKind: NodeKind;
  readonly target: Rect;
  readonly bends?: readonly Point[];
  /** What it leads to leads back to where it comes from: the two lines are told apart. */
  readonly returns?: boolean;
  /** Nodes the line should not run through. */
  readonly obstacles: readonly Rect[];
}

const gap = 26;
const cornerRadius = 10;
const lanesMax = 24;

/** Finds a line of right angles from one node to another that runs through no third one. */
export function route(request: RouteRequest): Route {
  const points = request.bends?.length ? alongBends(request, request.bends) : shortestClear(request);
  return { points, path: roundedPath(points), label: labelPlace(points) };
}

function alongBends({ source, target }: RouteRequest, bends: readonly Point[]): Point[] {
  const first = bends[0] ?? middle(target);
  const last = bends.at(-1) ?? middle(source);
  return [borderTowards(source, first), ...bends, borderTowards(target, last)];
}

function shortestClear(request: RouteRequest): Point[] {
  const options = candidates(request);
  return options.find((points) => isClear(points, request.obstacles)) ?? options[0] ?? [];
}

/** Possible lines, the most natural first. */
function candidates({ source, sourceKind, target, obstacles, returns = false }: RouteRequest): Point[][] {
  const from = middle(source);
  const to = middle(target);
  const ahead = target.x >= source.x + source.width + gap / 2;
  const apart = Math.abs(to.y - from.y) > 2;
  const lines: Point[][] = [];
  // The way back takes the sides and the middle.
  if (returns) lines.push(...intoTheTop(source, target));
  const sideways = leavesSideways(sourceKind);
  const vertical = to.y > from.y ? source.y + source.height : source.y;
  if (ahead && apart && sideways && !(sourceKind === 'boundary' && to.y < from.y + gap)) {
    lines.push([{ x: from.x, y: vertical }, { x: from.x, y: to.y }, { x: target.x, y: to.y }]);
  }
  if (ahead && sourceKind !== 'boundary') {
    lines.push(...straightAhead(source, target, apart));
    if (apart) {
      const edge = to.y > from.y ? target.y : target.y + target.height;
      lines.push([{ x: source.x + source.width, y: from.y }, { x: to.x, y: from.y }, { x: to.x, y: edge }]);
    }
  }
  if (!ahead) lines.push(...aroundOneCorner(source, target, sourceKind));
  lines.push(...upOrDown(source, target));
  lines.push(...lanes(source, target, obstacles));
  return lines;
}

/** Up or down, for the main way leaves to the right. */
function leavesSideways(kind: NodeKind): boolean {
  return kind === 'boundary' || goesSeveralWays(kind);
}

function straightAhead(source: Rect, target: Rect, apart: boolean): Point[][] {
  const start = { x: source.x + source.width, y: middle(source).y };
  const end = { x: target.x, y: middle(target).y };
  if (!apart) return [[start, { x: end.x, y: start.y }]];
  const turns = [end.x - gap, (start.x + end.x) / 2, start.x + gap];
  return turns.map((x) => [start, { x, y: start.y }, { x, y: end.y }, end]);
}

/** Back to the left with a single turn. */
function aroundOneCorner(source: Rect, target: Rect, sourceKind: NodeKind): Point[][] {
  const from = middle(source);
  const to = middle(target);
  if (Math.abs(from.y - to.y) < gap) return [];
  const down = to.y > from.y;
  if (leavesSideways(sourceKind) && target.x + target.width < from.x - gap / 2) {
    const leave = { x: from.x, y: down ? source.y + source.height : source.y };
    return [[leave, { x: from.x, y: to.y }, { x: target.x + target.width, y: to.y }]];
  }
  // Beside an event is the node it hangs on.
  if (sourceKind === 'boundary' || to.x > source.x - gap / 2) return [];
  const enter = { x: to.x, y: down ? target.y : target.y + target.height };
  return [[{ x: source.x, y: from.y }, { x: to.x, y: from.y }, enter]];
}

/** Down from an event into what lies below, beside its middle. */
function intoTheTop(source: Rect, target: Rect): Point[][] {
  const { x } = middle(source);
  const start = source.y + source.height;
  if (target.y < start + gap / 2) return [];
  const enter = Math.min(Math.max(x, target.x + gap), target.x + target.width - gap);
  if (enter === x) return [[{ x, y: start }, { x, y: target.y }]];
  const y = (start + target.y) / 2;
  return [[{ x, y: start }, { x, y }, { x: enter, y }, { x: enter, y: target.y }]];
}

function upOrDown(source: Rect, target: Rect): Point[][] {
  const down = target.y >= source.y + source.height + gap / 2;
  const up = target.y + target.height <= source.y - gap / 2;
  if (!down && !up) return [];
  const start = { x: middle(source).x, y: down ? source.y + source.height : source.y };
  const end = { x: middle(target).x, y: down ? target.y : target.y + target.height };
  if (Math.abs(start.x - end.x) < 14) return [[start, { x: start.x, y: end.y }]];
  const levels = [(start.y + end.y) / 2, end.y + (down ? -gap : gap), start.y + (down ? gap : -gap)];
  return levels.map((y) => [start, { x: start.x, y }, { x: end.x, y }, end]);
}

/** Along the free levels above and below what stands between, the nearest first. */
function lanes(source: Rect, target: Rect, obstacles: readonly Rect[]): Point[][] {
  const from = middle(source);
  const to = middle(target);
  const levels = new Set([source, target, ...obstacles].flatMap((o) => [o.y - gap, o.y + o.height + gap]));
  const detour = (y: number) => Math.abs(y - from.y) + Math.abs(y - to.y);
  const nearest = [...levels].toSorted((a, b) => detour(a) - detour(b)).slice(0, lanesMax);
  const outside = Math.max(...[source, target, ...obstacles].map((o) => o.y + o.height)) + gap;
  const tried = [...nearest, outside];
  return [false, true].flatMap((bySide) => tried.flatMap((y) => lane(source, target, y, bySide)));
}

/** Leaves up or down; `bySide` leaves to the right, where the main way usually runs. */
function lane(source: Rect, target: Rect, y: number, bySide: boolean): Point[][] {
  const from = middle(source);
  const to = middle(target);
  if (insideOf(source, y) || insideOf(target, y)) return [];
  const leave = { x: from.x, y: y > from.y ? source.y + source.height : source.y };
  const enter = { x: to.x, y: y > to.y ? target.y + target.height : target.y };
  const before = target.x - gap;
  const after = source.x + source.width + gap;
  const sideIn = [{ x: before, y }, { x: before, y: to.y }, { x: target.x, y: to.y }];
  const sideOut = [{ x: source.x + source.width, y: from.y }, { x: after, y: from.y }, { x: after, y }];
  const out = bySide ? sideOut : [leave, { x: from.x, y }];
  return [[...out, { x: to.x, y }, enter], [...out, ...sideIn]];
}

function insideOf(rect: Rect, y: number): boolean {
  return y > rect.y - 8 && y < rect.y + rect.height + 8;
}

function isClear(points: readonly Point[], obstacles: readonly Rect[]): boolean {
  return points.every((point, i) => {
    const next = points[i + 1];
    return !next || obstacles.every((rect) => !crosses(point, next, rect));
  });
}

function crosses(a: Point, b: Point, rect: Rect): boolean {
  const air = 6;
  return (
    Math.max(a.x, b.x) > rect.x - air &&
    Math.min(a.x, b.x) < rect.x + rect.width + air &&
    Math.max(a.y, b.y) > rect.y - air &&
    Math.min(a.y, b.y) < rect.y + rect.height + air
  );
}

function middle(rect: Rect): Point {
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
}

/** Where a line from the middle of the node to the point leaves the node, at right angles. */
function borderTowards(rect: Rect, point: Point): Point {
  const centre = middle(rect);
  if (inside(point.y, rect.y, rect.height)) {
    return { x: point.x > centre.x ? rect.x + rect.width : rect.x, y: point.y };
  }
  if (inside(point.x, rect.x, rect.width)) {
    return { x: point.x, y: point.y > centre.y ? rect.y + rect.height : rect.y };
  }
  return { x: point.x > centre.x ? rect.x + rect.width : rect.x, y: centre.y };
}

function inside(value: number, from: number, size: number): boolean {
  return value >= from && value <= from + size;
}

export function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const a = towards(point, before);
      const b = towards(point, after);
      return `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`;
    })
    .join('');
}

function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  if (length === 0) return corner;
  const step = Math.min(cornerRadius, length / 2) / length;
  return {
    x: corner.x + (other.x - corner.x) * step,
    y: corner.y + (other.y - corner.y) * step,
  };
}

/** The middle of the longest stretch, level ones preferred. */
function labelPlace(points: readonly Point[]): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let longest = -1;
  points.forEach((point, i) => {
    const next = points[i + 1];
    if (!next) return;
    const weight = Math.abs(next.x - point.x) + Math.abs(next.y - point.y) * 0.6;
    if (weight > longest) {
      longest = weight;
      best = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    }
  });
  return best;
}
