import dagre from '@dagrejs/dagre';
import type { NodeKind, Point, WorkflowDocument, WorkflowNode } from './workflow';

/** A node's place on the canvas: top left corner and size, in pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly nodes: ReadonlyMap<string, Rect>;
  /** Bends the author drew, on the same scale as the nodes. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
}

const sizes = {
  start: { width: 208, height: 60 },
  task: { width: 216, height: 68 },
  choice: { width: 60, height: 60 },
  fork: { width: 52, height: 52 },
  join: { width: 52, height: 52 },
  wait: { width: 208, height: 60 },
  approval: { width: 216, height: 68 },
  boundary: { width: 34, height: 34 },
  end: { width: 46, height: 46 },
} as const satisfies Record<NodeKind, { width: number; height: number }>;

/** Room for the label that stands below a small shape. */
const labelRoom = { width: 132, height: 34 };
const smallKinds: ReadonlySet<NodeKind> = new Set(['choice', 'fork', 'join', 'end']);

const scales = [1, 1.25, 1.5, 1.75, 2, 2.5];

export function sizeOf(kind: NodeKind): { width: number; height: number } {
  return sizes[kind];
}

/** Whether a kind is drawn as a small shape rather than as a box with words in it. */
export function smallKind(kind: NodeKind): boolean {
  return kind === 'boundary' || smallKinds.has(kind);
}

/**
 * Where to draw each node: where its author put it, drawn apart as far as needed for the shapes not
 * to cover one another; laid out from left to right when the author left no usable places.
 */
export function place(document: WorkflowDocument): Placement {
  const free = document.nodes.filter((node) => node.kind !== 'boundary');
  for (const scale of scales) {
    const rects = authored(document, free, scale);
    if (rects && !anyOverlap(free, rects)) {
      return { nodes: withBoundaries(document, rects), bends: scaledBends(document, scale) };
    }
  }
  return { nodes: withBoundaries(document, laidOut(document, free)), bends: new Map() };
}

function authored(
  document: WorkflowDocument,
  nodes: readonly WorkflowNode[],
  scale: number,
): Map<string, Rect> | undefined {
  const rects = new Map<string, Rect>();
  for (const node of nodes) {
    const box = document.layout?.nodes?.[node.id];
    if (!box) return undefined;
    const size = sizeOf(node.kind);
    const centreX = box.x + (box.width || size.width) / 2;
    const centreY = box.y + (box.height || size.height) / 2;
    rects.set(node.id, {
      x: centreX * scale - size.width / 2,
      y: centreY * scale - size.height / 2,
      ...size,
    });
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

function anyOverlap(nodes: readonly WorkflowNode[], rects: ReadonlyMap<string, Rect>): boolean {
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
  const width = smallKinds.has(kind) ? Math.max(rect.width, labelRoom.width * 0.75) : rect.width;
  const below = smallKinds.has(kind) ? labelRoom.height / 2 : 0;
  return {
    x: rect.x + rect.width / 2 - width / 2 - 8,
    y: rect.y - 8,
    width: width + 16,
    height: rect.height + below + 16,
  };
}

function laidOut(document: WorkflowDocument, nodes: readonly WorkflowNode[]): Map<string, Rect> {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 44, ranksep: 72, marginx: 24, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  const hostOf = new Map(
    document.nodes.flatMap((node) => (node.kind === 'boundary' ? [[node.id, node.on ?? '']] : [])),
  );
  for (const node of nodes) graph.setNode(node.id, dagreSize(node.kind));
  for (const edge of document.edges) {
    const from = hostOf.get(edge.from) ?? edge.from;
    if (graph.hasNode(from) && graph.hasNode(edge.to)) {
      graph.setEdge(from, edge.to, { width: edge.when || edge.name ? 90 : 20, height: 20 }, edge.id);
    }
  }
  dagre.layout(graph);
  return new Map(
    nodes.map((node) => {
      const { x = 0, y = 0 } = graph.node(node.id) as { x?: number; y?: number };
      const size = sizeOf(node.kind);
      return [node.id, { x: x - size.width / 2, y: y - size.height / 2, ...size }];
    }),
  );
}

function dagreSize(kind: NodeKind): { width: number; height: number } {
  const size = sizeOf(kind);
  if (!smallKinds.has(kind)) return { ...size };
  return { width: labelRoom.width, height: size.height + labelRoom.height * 2 };
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
