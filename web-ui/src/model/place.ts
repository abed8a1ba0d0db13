import { boundsOf } from './align';
import { grown, innermostFirst } from './areas';
import { arrange, brokenIntoRows, type Mutable, waysBetween } from './arrange';
import { isArea } from './graph';
import { labelRoom, type Rect, sizeOf, smallKind } from './shapes';
import type { NodeKind, Point, WorkflowDocument, WorkflowNode } from './workflow';

export interface Placement {
  readonly nodes: ReadonlyMap<string, Rect>;
  /** Bends the author drew, on the same scale as the nodes. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
}

const scales = [1, 1.25, 1.5, 1.75, 2, 2.5];

/**
 * Where to draw each node: where its author put it, drawn apart as far as needed for the shapes not
 * to cover one another; arranged in rows from left to right when the author left no usable places.
 */
export function place(document: WorkflowDocument): Placement {
  const free = document.nodes.filter((node) => node.kind !== 'boundary');
  for (const scale of scales) {
    const rects = authored(document, free, scale);
    if (rects && !anyOverlap(free, rects)) return inRows(document, free, rects, scale);
  }
  return { nodes: withBoundaries(document, arrange(document, free)), bends: new Map() };
}

function isRibbon(rects: readonly Rect[]): boolean {
  const width = extent(rects.map((r) => r.x), rects.map((r) => r.x + r.width));
  const height = extent(rects.map((r) => r.y), rects.map((r) => r.y + r.height));
  return width > 5 * height;
}

function extent(from: readonly number[], to: readonly number[]): number {
  return Math.max(...to) - Math.min(...from);
}

/** A drawing that is one long ribbon is broken into rows too, without its bends. */
function inRows(
  document: WorkflowDocument,
  nodes: readonly WorkflowNode[],
  rects: Map<string, Mutable>,
  scale: number,
): Placement {
  if (nodes.some(({ kind }) => isArea(kind)) || !isRibbon([...rects.values()])) {
    return { nodes: withBoundaries(document, rects), bends: scaledBends(document, scale) };
  }
  const rows = brokenIntoRows(rects, waysBetween(document, nodes));
  return { nodes: withBoundaries(document, new Map(rows)), bends: new Map() };
}

function authored(
  document: WorkflowDocument,
  nodes: readonly WorkflowNode[],
  scale: number,
): Map<string, Mutable> | undefined {
  const rects = new Map<string, Mutable>();
  for (const node of nodes) {
    const box = document.layout?.nodes?.[node.id];
    if (!box) return undefined;
    const size = sizeOf(node.kind);
    if (isArea(node.kind)) {
      rects.set(node.id, { x: box.x * scale, y: box.y * scale, width: (box.width || size.width) * scale, height: (box.height || size.height) * scale });
      continue;
    }
    const centreX = box.x + (box.width || size.width) / 2;
    const centreY = box.y + (box.height || size.height) / 2;
    rects.set(node.id, {
      x: centreX * scale - size.width / 2,
      y: centreY * scale - size.height / 2,
      ...size,
    });
  }
  for (const { id } of innermostFirst(document)) {
    const rect = rects.get(id);
    const inner = nodes.flatMap((node) => (node.in === id ? (rects.get(node.id) ?? []) : []));
    if (rect && inner.length > 0) rects.set(id, { ...grown(rect, boundsOf(inner)) });
  }
  return rects;
}

function scaledBends(document: WorkflowDocument, scale: number): Map<string, readonly Point[]> {
  const bends = new Map<string, readonly Point[]>();
  for (const [id, points] of Object.entries(document.layout?.edges ?? {})) {
    if (points) bends.set(id, points.map(({ x, y }) => ({ x: x * scale, y: y * scale })));
  }
  return bends;
}

/** Whether some of what stands in the same area cover one another. */
function anyOverlap(nodes: readonly WorkflowNode[], rects: ReadonlyMap<string, Rect>): boolean {
  const levels = new Map<string | undefined, WorkflowNode[]>();
  for (const node of nodes) levels.set(node.in, [...(levels.get(node.in) ?? []), node]);
  return [...levels.values()].some((level) => overlapAmong(level, rects));
}

function overlapAmong(nodes: readonly WorkflowNode[], rects: ReadonlyMap<string, Rect>): boolean {
  const spaces = nodes.flatMap((node) => {
    const rect = rects.get(node.id);
    return rect ? [claimed(node.kind, rect)] : [];
  });
  spaces.sort((a, b) => a.x - b.x);
  return spaces.some((a, i) => {
    for (let j = i + 1; j < spaces.length; j++) {
      const b = spaces[j];
      if (!b || b.x >= a.x + a.width) return false;
      if (b.y < a.y + a.height && a.y < b.y + b.height) return true;
    }
    return false;
  });
}

/** The space a shape needs, with its label and a little air. */
function claimed(kind: NodeKind, rect: Rect): Rect {
  const width = smallKind(kind) ? Math.max(rect.width, labelRoom.width * 0.75) : rect.width;
  const below = smallKind(kind) ? labelRoom.height / 2 : 0;
  return {
    x: rect.x + rect.width / 2 - width / 2 - 8,
    y: rect.y - 8,
    width: width + 16,
    height: rect.height + below + 16,
  };
}

/** Boundaries sit on the lower edge of the node they hang on, from right to left. */
function withBoundaries(document: WorkflowDocument, rects: Map<string, Rect>): Map<string, Rect> {
  const taken = new Map<string, number>();
  for (const node of document.nodes) {
    if (node.kind !== 'boundary') continue;
    const host = rects.get(node.on ?? '');
    const index = taken.get(node.on ?? '') ?? 0;
    taken.set(node.on ?? '', index + 1);
    const size = sizeOf('boundary');
    rects.set(node.id, {
      x: (host ? host.x + host.width - size.width - 18 : 0) - index * (size.width + 10),
      y: host ? host.y + host.height - size.height / 2 : 0,
      ...size,
    });
  }
  return rects;
}
