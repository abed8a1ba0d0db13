import type { Catalogue, Problem } from '@/api/types';
import { groupFrame, nodeRects, noteRect } from '@/model/frames';
import { depths, withInside } from '@/model/areas';
import { hasWayIn, hasWayOut, isArea } from '@/model/graph';
import type { Rect } from '@/model/shapes';
import { staleNodes, type Taken } from '@/model/stale';
import { returnsToHost } from '@/model/routes';
import { type Wire, type WireRequest, wiresOf } from '@/model/wires';
import { nodeName, type Point, type WorkflowDocument } from '@/model/workflow';
import type { EditorState } from '../store';
import { changedNodes } from './changed';
import { areaNode, frameNode, noteNode, stepNode, wireEdge } from './elements';
import type { FlowEdge, FlowNode } from './flow';
import { looksOnce } from './looksOnce';

/** Everything that is drawn at a moment. What has not changed since the last one is the same object. */
export interface Drawn {
  readonly document: WorkflowDocument;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  /** Nodes, frames and notes as they stand, those in collapsed groups left out. */
  readonly rects: ReadonlyMap<string, Rect>;
  readonly wires: ReadonlyMap<string, Wire>;
  readonly nodeById: ReadonlyMap<string, FlowNode>;
  readonly edgeById: ReadonlyMap<string, FlowEdge>;
}

export type Source = Pick<
  EditorState,
  'document' | 'catalogue' | 'problems' | 'pins' | 'taken' | 'overlay' | 'selection' | 'published' | 'rights'
>;

export function draw(source: Source, before: Drawn | undefined): Drawn {
  const { document, selection } = source;
  const all = nodeRects(document);
  const hidden = hiddenNodes(document);
  const rects = new Map([...all].filter(([id]) => !hidden.has(id)));
  const groups = document.layout?.groups ?? [];
  for (const group of groups) rects.set(group.id, groupFrame(group, all));
  const wires = wiresFor(document, rects, hidden, before);
  const counts = countProblems(source.problems);
  const changed = changedNodes(document, source.published);
  const stale = staleNodes(document, pinnedOf(source), source.taken.sample);
  const leaving = new Set(document.edges.map(({ from }) => from));

  const nodes: FlowNode[] = [];
  for (const group of groups) {
    nodes.push(frameNode(group, rects.get(group.id), selection.has(group.id)));
  }
  const depth = depths(document);
  const known = new Map(document.nodes.map((node) => [node.id, node]));
  // What is in an area comes after it.
  const outermostFirst = document.nodes.toSorted((a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0));
  for (const node of outermostFirst) {
    const rect = rects.get(node.id);
    if (!rect) continue;
    const count = counts.get(node.id);
    const around = known.get(node.in ?? '');
    const parentRect = around && isArea(around.kind) ? rects.get(around.id) : undefined;
    const parent = around && parentRect ? { id: around.id, rect: parentRect } : undefined;
    const drawNode = isArea(node.kind) ? areaNode : stepNode;
    nodes.push(
      drawNode(node, rect, selection.has(node.id), {
        node,
        looks: looksOnce(node, source.catalogue),
        overlay: source.overlay?.nodes.get(node.id),
        problems: count?.errors ?? 0,
        warnings: count?.warnings ?? 0,
        labelSide: 'below',
        pin: source.pins[node.id],
        changed: changed.has(node.id),
        stale: stale.get(node.id),
        disabled: node['disabled'] === true,
        unknown: isUnknown(node.kind === 'task' ? node.type : undefined, source.catalogue),
        hasIn: hasWayIn(node.kind),
        hasOut: hasWayOut(node.kind),
        around: around && nodeName(around),
        open: hasWayOut(node.kind) && !leaving.has(node.id) && source.rights.edit,
      }, { parent, depth: depth.get(node.id) ?? 0 }),
    );
  }
  for (const note of document.layout?.notes ?? []) {
    rects.set(note.id, noteRect(note));
    nodes.push(noteNode(note, rects.get(note.id), selection.has(note.id)));
  }

  const edges = document.edges.flatMap((edge): FlowEdge[] => {
    const wire = wires.get(edge.id);
    const from = hidden.get(edge.from) ?? edge.from;
    const to = hidden.get(edge.to) ?? edge.to;
    const ends = { source: rects.get(from), target: rects.get(to) };
    if (!wire || !ends.source || !ends.target) return [];
    const count = counts.get(edge.id);
    const taken = source.overlay ? (source.overlay.counts[edge.id] ?? 0) : undefined;
    const drawnEnds = { from, to, source: ends.source, target: ends.target };
    return [wireEdge(edge, wire, drawnEnds, selection.has(edge.id), (count?.errors ?? 0) + (count?.warnings ?? 0), taken, source.overlay?.flows[edge.id])];
  });
  const placed = withLabelSides(nodes, edges, wires, rects);
  return reused({ document, nodes: placed, edges, rects, wires }, before);
}

/** Of the pins that are set. */
function pinnedOf({ pins, taken }: Source): Taken {
  return new Map([...taken.pins].filter(([id]) => pins[id] !== undefined));
}

/** Nodes in collapsed groups, and the group that stands for each. */
function hiddenNodes(document: WorkflowDocument): ReadonlyMap<string, string> {
  const hidden = new Map<string, string>();
  for (const group of document.layout?.groups ?? []) {
    if (group.collapsed) for (const id of withInside(document, group.nodes)) hidden.set(id, group.id);
  }
  if (hidden.size === 0) return hidden;
  for (const { id, kind, on = '' } of document.nodes) {
    const group = kind === 'boundary' ? hidden.get(on) : undefined;
    if (group !== undefined) hidden.set(id, group);
  }
  return hidden;
}

function wiresFor(
  document: WorkflowDocument,
  rects: ReadonlyMap<string, Rect>,
  hidden: ReadonlyMap<string, string>,
  before: Drawn | undefined,
): ReadonlyMap<string, Wire> {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const requests = document.edges.flatMap((edge): WireRequest[] => {
    const from = hidden.get(edge.from) ?? edge.from;
    const to = hidden.get(edge.to) ?? edge.to;
    if (from === to) return [];
    const source = hidden.has(edge.from) ? undefined : nodes.get(edge.from);
    return [{
      id: edge.id, from, to, sourceKind: source?.kind ?? 'task', host: isArea(nodes.get(source?.on ?? '')?.kind) ? undefined : source?.on, bends: document.layout?.edges?.[edge.id],
      area: nodes.get(edge.from)?.in,
      returns: returnsToHost(document, edge.to, source?.on),
    }];
  });
  const obstacles = new Map(
    [...rects].filter(([id]) => nodes.has(id) ? nodes.get(id)?.kind !== 'boundary' : isCollapsed(document, id)),
  );
  const places = new Map<string, string | undefined>(document.nodes.map((node) => [node.id, node.in]));
  for (const group of document.layout?.groups ?? []) places.set(group.id, nodes.get(group.nodes[0] ?? '')?.in);
  return wiresOf(requests, rects, obstacles, before?.wires ?? new Map(), places);
}

function isCollapsed(document: WorkflowDocument, id: string): boolean {
  return document.layout?.groups?.some((group) => group.id === id && group.collapsed) ?? false;
}

function isUnknown(type: string | undefined, catalogue: Catalogue): boolean {
  return type !== undefined && catalogue.nodeTypes.length > 0 && !catalogue.nodeTypes.some(({ id }) => id === type);
}

interface Count {
  errors: number;
  warnings: number;
}

function countProblems(problems: readonly Problem[]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const { element, severity } of problems) {
    if (!element) continue;
    const count = counts.get(element) ?? { errors: 0, warnings: 0 };
    count[severity === 'error' ? 'errors' : 'warnings']++;
    counts.set(element, count);
  }
  return counts;
}

/** The names of small shapes stand where no line comes or goes. */
function withLabelSides(
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
  wires: ReadonlyMap<string, Wire>,
  rects: ReadonlyMap<string, Rect>,
): readonly FlowNode[] {
  const busy = new Set<string>();
  for (const { id, source, target } of edges) {
    const points = wires.get(id)?.route.points ?? [];
    mark(busy, source, rects.get(source), points[0]);
    mark(busy, target, rects.get(target), points.at(-1));
  }
  return nodes.map((node) => {
    if (node.type !== 'step' || !busy.has(`${node.id} below`)) return node;
    const labelSide = busy.has(`${node.id} above`) ? 'corner' : 'above';
    return { ...node, data: { ...node.data, labelSide } };
  });
}

function mark(busy: Set<string>, id: string, rect: Rect | undefined, end: Point | undefined): void {
  if (!rect || !end || Math.abs(end.x - rect.x - rect.width / 2) > 3) return;
  if (Math.abs(end.y - rect.y - rect.height) < 3) busy.add(`${id} below`);
  if (Math.abs(end.y - rect.y) < 3) busy.add(`${id} above`);
}

function reused(next: Omit<Drawn, 'nodeById' | 'edgeById'>, before: Drawn | undefined): Drawn {
  const nodes = next.nodes.map((node) => sameElement(before?.nodeById.get(node.id), node));
  const edges = next.edges.map((edge) => sameElement(before?.edgeById.get(edge.id), edge));
  return {
    ...next,
    nodes: sameList(before?.nodes, nodes),
    edges: sameList(before?.edges, edges),
    nodeById: new Map(nodes.map((node) => [node.id, node])),
    edgeById: new Map(edges.map((edge) => [edge.id, edge])),
  };
}

function sameElement<T extends FlowNode | FlowEdge>(before: T | undefined, next: T): T {
  if (!before) return next;
  const outer = shallowEqual(before, next, ['data', 'position', 'measured', 'handles']);
  const places = !('position' in next) || shallowEqual((before as FlowNode).position, next.position, []);
  return outer && places && shallowEqual(before.data ?? {}, next.data ?? {}, []) ? before : next;
}

function sameList<T>(before: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  return before?.length === next.length && next.every((item, i) => item === before[i]) ? before : next;
}

function shallowEqual(a: object, b: object, except: readonly string[]): boolean {
  const keys = Object.keys(b);
  if (keys.length !== Object.keys(a).length) return false;
  return keys.every((key) => except.includes(key) || Reflect.get(a, key) === Reflect.get(b, key));
}
