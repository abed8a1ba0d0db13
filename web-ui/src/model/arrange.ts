import { graphlib, layout } from '@dagrejs/dagre';
import { boundsOf } from './align';
import { roomAround } from './areas';
import { isArea } from './graph';
import { labelRoom, type Rect, sizeOf, smallKind } from './shapes';
import type { NodeKind, WorkflowDocument, WorkflowEdge, WorkflowNode } from './workflow';

/** Wider than this, a drawing is broken into rows, as text is. */
const rowWidth = 1400;
const rowGap = 84;
const snapWithin = 56;

export type Mutable = { x: number; y: number; width: number; height: number };

/** Of what is not drawn in the size of its kind, such as a group of nodes. */
type Sizes = ReadonlyMap<string, { readonly width: number; readonly height: number }>;

/** One step of the way from left to right: the nodes that stand above one another. */
interface Column {
  readonly nodes: readonly string[];
  readonly left: number;
  readonly right: number;
}

/**
 * Places nodes by themselves: along the way of the run, from left to right, row below row. What is in an
 * area is placed first, and the area around it.
 */
export function arrange(
  document: WorkflowDocument,
  nodes: readonly WorkflowNode[],
  sizes: Sizes = new Map(),
): Map<string, Rect> {
  const known = new Set(nodes.map(({ id }) => id));
  const outer = nodes.filter((node) => node.in === undefined || !known.has(node.in));
  if (outer.length === nodes.length) return arrangeLevel(document, nodes, sizes);
  const own = new Map(sizes);
  const parts = new Map<string, ReadonlyMap<string, Rect>>();
  const lay = (level: readonly WorkflowNode[]): Map<string, Rect> => {
    for (const { id, kind } of level) {
      const content = isArea(kind) ? nodes.filter((node) => node.in === id) : [];
      if (content.length === 0) continue;
      const part = lay(content);
      parts.set(id, part);
      own.set(id, roomAround(boundsOf(part.values())));
    }
    return arrangeLevel(document, level, own);
  };
  return unfolded(lay(outer), parts);
}

/** What is in areas brought to where the areas are. */
function unfolded(top: ReadonlyMap<string, Rect>, parts: ReadonlyMap<string, ReadonlyMap<string, Rect>>): Map<string, Rect> {
  const rects = new Map<string, Rect>();
  const put = (level: ReadonlyMap<string, Rect>, by: { readonly x: number; readonly y: number }) => {
    for (const [id, rect] of level) {
      const at = { ...rect, x: rect.x + by.x, y: rect.y + by.y };
      rects.set(id, at);
      const part = parts.get(id);
      if (!part) continue;
      const room = roomAround(boundsOf(part.values()));
      put(part, { x: at.x - room.x, y: at.y - room.y });
    }
  };
  put(top, { x: 0, y: 0 });
  return rects;
}

function arrangeLevel(document: WorkflowDocument, nodes: readonly WorkflowNode[], sizes: Sizes): Map<string, Rect> {
  const ways = waysBetween(document, nodes);
  const rects = layered(nodes, ways, sizes);
  straighten(ways, rects);
  return brokenIntoRows(rects, ways);
}

/** The edges, those of a boundary counted for the node it hangs on. */
export function waysBetween(document: WorkflowDocument, nodes: readonly WorkflowNode[]): WorkflowEdge[] {
  const known = new Set(nodes.map((node) => node.id));
  const hosts = new Map(document.nodes.map((node) => [node.id, node.kind === 'boundary' ? node.on : node.id]));
  return document.edges.flatMap((edge) => {
    const from = hosts.get(edge.from) ?? edge.from;
    return known.has(from) && known.has(edge.to) ? [{ ...edge, from }] : [];
  });
}

function layered(
  nodes: readonly WorkflowNode[],
  ways: readonly WorkflowEdge[],
  sizes: Sizes,
): Map<string, Mutable> {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 58, ranker: 'longest-path' });
  graph.setDefaultEdgeLabel(() => ({}));
  const sized = ({ id, kind }: WorkflowNode) => {
    const { width, height } = sizes.get(id) ?? sizeOf(kind);
    return { width, height };
  };
  for (const node of nodes) {
    graph.setNode(node.id, smallKind(node.kind) ? roomForSmall(node.kind) : sized(node));
  }
  for (const way of ways) {
    graph.setEdge(way.from, way.to, { width: way.when || way.name ? 60 : 8, height: 16 }, way.id);
  }
  layout(graph);
  return new Map(
    nodes.map((node) => {
      const { x = 0, y = 0 } = graph.node(node.id) as { x?: number; y?: number };
      const size = sized(node);
      return [node.id, { x: x - size.width / 2, y: y - size.height / 2, ...size }];
    }),
  );
}

function roomForSmall(kind: NodeKind): { width: number; height: number } {
  return { width: labelRoom.width, height: sizeOf(kind).height + labelRoom.height * 2 };
}

/** Lifts out small steps: a node stands level with the one before it where there is room. */
function straighten(ways: readonly WorkflowEdge[], rects: Map<string, Mutable>): void {
  const byColumn = ways.toSorted((a, b) => (rects.get(a.from)?.x ?? 0) - (rects.get(b.from)?.x ?? 0));
  const settled = new Set<string>();
  for (const { from, to } of byColumn) {
    const source = rects.get(from);
    const target = rects.get(to);
    if (!source || !target || target.x <= source.x || settled.has(to)) continue;
    const level = source.y + source.height / 2 - target.height / 2;
    if (Math.abs(level - target.y) > snapWithin) continue;
    settled.add(to);
    const moved = { ...target, y: level };
    const hits = [...rects].some(([id, rect]) => id !== to && near(rect, moved));
    if (!hits) rects.set(to, moved);
  }
}

function near(a: Rect, b: Rect): boolean {
  const air = 26;
  return (
    a.x < b.x + b.width + air && b.x < a.x + a.width + air &&
    a.y < b.y + b.height + air && b.y < a.y + a.height + air
  );
}

/** Breaks a drawing that is wider than a screen into rows; every other drawing stays as it is. */
export function brokenIntoRows(rects: Map<string, Mutable>, ways: readonly WorkflowEdge[]): Map<string, Rect> {
  const columns = columnsOf(rects);
  const whole = (columns.at(-1)?.right ?? 0) - (columns[0]?.left ?? 0);
  if (whole <= rowWidth * 1.25) return rects;
  const rows = rowsOf(columns, ways);
  let top = 0;
  for (const row of rows) {
    const members = row.flatMap((column) => column.nodes).flatMap((id) => rects.get(id) ?? []);
    const left = Math.min(...row.map((column) => column.left));
    const highest = Math.min(...members.map((rect) => rect.y));
    const lowest = Math.max(...members.map((rect) => rect.y + rect.height));
    for (const rect of members) {
      rect.x -= left;
      rect.y += top - highest;
    }
    top += lowest - highest + rowGap;
  }
  return rects;
}

function columnsOf(rects: ReadonlyMap<string, Rect>): Column[] {
  const sorted = [...rects].toSorted(([, a], [, b]) => a.x + a.width / 2 - (b.x + b.width / 2));
  const columns: { nodes: string[]; left: number; right: number; middle: number }[] = [];
  for (const [id, rect] of sorted) {
    const middle = rect.x + rect.width / 2;
    const last = columns.at(-1);
    if (last && middle - last.middle < 40) {
      last.nodes.push(id);
      last.left = Math.min(last.left, rect.x);
      last.right = Math.max(last.right, rect.x + rect.width);
    } else {
      columns.push({ nodes: [id], left: rect.x, right: rect.x + rect.width, middle });
    }
  }
  return columns;
}

/** Breaks where the fewest edges cross, among the last third of what fits in a row. */
function rowsOf(columns: readonly Column[], ways: readonly WorkflowEdge[]): Column[][] {
  const whole = (columns.at(-1)?.right ?? 0) - (columns[0]?.left ?? 0);
  const wanted = whole / Math.ceil(whole / rowWidth);
  const columnOf = new Map(columns.flatMap((column, index) => column.nodes.map((id) => [id, index] as const)));
  const crossing = (index: number) =>
    ways.filter(({ from, to }) => (columnOf.get(from) ?? 0) < index !== (columnOf.get(to) ?? 0) < index).length;
  const rows: Column[][] = [];
  let begin = 0;
  while (begin < columns.length) {
    const left = columns[begin]?.left ?? 0;
    const width = (index: number) => (columns[index]?.right ?? 0) - left;
    let end = begin + 1;
    while (end < columns.length && width(end) <= wanted * 1.12) end++;
    if (end < columns.length) {
      let best = end;
      for (let cut = end; cut > begin + 1 && width(cut - 1) > wanted * 0.66; cut--) {
        if (crossing(cut) < crossing(best)) best = cut;
      }
      end = best;
    }
    rows.push(columns.slice(begin, end));
    begin = end;
  }
  return rows;
}
