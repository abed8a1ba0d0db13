import { route, type Route } from './route';
import type { Rect } from './shapes';
import type { NodeKind, Point } from './workflow';

/** An edge whose line is wanted; its ends may be stand-ins, such as a collapsed group. */
export interface WireRequest {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly sourceKind: NodeKind;
  /** The node a boundary hangs on is no obstacle to its edge. */
  readonly host?: string | undefined;
  readonly bends: readonly Point[] | undefined;
  /** What it leads to leads back to where it comes from. */
  readonly returns?: boolean;
  /** The area it is drawn in: what stands elsewhere is not in its way. */
  readonly area?: string | undefined;
}

export interface Wire {
  readonly key: string;
  readonly route: Route;
}

const cell = 260;
const reachAround = 180;

/**
 * The lines of many edges, each around the shapes near it. Lines whose ends and surroundings have
 * not changed are taken from before, as the very same objects.
 */
export function wiresOf(
  requests: readonly WireRequest[],
  rects: ReadonlyMap<string, Rect>,
  obstacles: ReadonlyMap<string, Rect>,
  before: ReadonlyMap<string, Wire>,
  places: ReadonlyMap<string, string | undefined> = new Map(),
): Map<string, Wire> {
  const near = neighbourhood(obstacles);
  const wires = new Map<string, Wire>();
  for (const request of requests) {
    const source = rects.get(request.from);
    const target = rects.get(request.to);
    if (!source || !target) continue;
    const own = new Set([request.from, request.to, request.host]);
    const around = near(spanOf(source, target)).filter(([id]) => !own.has(id) && places.get(id) === request.area).map(([, rect]) => rect);
    const key = keyOf(request, source, target, around);
    const known = before.get(request.id);
    wires.set(request.id, known?.key === key ? known : { key, route: lineOf(request, source, target, around) });
  }
  return wires;
}

function lineOf(request: WireRequest, source: Rect, target: Rect, obstacles: readonly Rect[]): Route {
  const bends = request.bends?.length ? { bends: request.bends } : {};
  return route({ source, target, sourceKind: request.sourceKind, returns: request.returns ?? false, obstacles, ...bends });
}

function keyOf(request: WireRequest, source: Rect, target: Rect, around: readonly Rect[]): string {
  const numbers = [source, target, ...around].flatMap(({ x, y, width, height }) => [x, y, width, height]);
  const bends = request.bends?.flatMap(({ x, y }) => [x, y]) ?? [];
  return `${request.sourceKind}${request.returns ? ' and back' : ''} ${request.from} ${request.to} ${bends.join()} ${numbers.join()}`;
}

function spanOf(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x) - reachAround;
  const y = Math.min(a.y, b.y) - reachAround;
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) + reachAround - x,
    height: Math.max(a.y + a.height, b.y + b.height) + reachAround - y,
  };
}

type Found = readonly [id: string, rect: Rect];

/** Looks up the shapes in an area by way of a coarse grid. */
function neighbourhood(rects: ReadonlyMap<string, Rect>): (area: Rect) => Found[] {
  const cells = new Map<string, Found[]>();
  for (const entry of rects) {
    for (const key of cellsOf(entry[1])) (cells.get(key) ?? fresh(cells, key)).push(entry);
  }
  return (area) => {
    const found = new Map<string, Found>();
    for (const key of cellsOf(area)) {
      for (const entry of cells.get(key) ?? []) if (touches(entry[1], area)) found.set(entry[0], entry);
    }
    return [...found.values()].toSorted(([a], [b]) => (a < b ? -1 : 1));
  };
}

function fresh(cells: Map<string, Found[]>, key: string): Found[] {
  const list: Found[] = [];
  cells.set(key, list);
  return list;
}

function* cellsOf({ x, y, width, height }: Rect): Generator<string> {
  for (let column = Math.floor(x / cell); column <= Math.floor((x + width) / cell); column++) {
    for (let row = Math.floor(y / cell); row <= Math.floor((y + height) / cell); row++) yield `${column} ${row}`;
  }
}

function touches(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a line runs through the middle part of a shape, as when a node is dragged onto it. */
export function runsThrough(points: readonly Point[], rect: Rect): boolean {
  const core = {
    x: rect.x + rect.width * 0.2,
    y: rect.y + rect.height * 0.1,
    width: rect.width * 0.6,
    height: rect.height * 0.8,
  };
  return points.some((point, i) => {
    const next = points[i + 1];
    if (!next) return false;
    const x = Math.min(point.x, next.x);
    const y = Math.min(point.y, next.y);
    return touches({ x, y, width: Math.abs(next.x - point.x) + 1, height: Math.abs(next.y - point.y) + 1 }, core);
  });
}
