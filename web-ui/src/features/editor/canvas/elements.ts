import type { Flow } from '@/model/flows';
import type { Rect } from '@/model/shapes';
import { stalenessText } from '@/model/stale';
import type { Wire } from '@/model/wires';
import { type Group, nodeName, type Note, type Point, type WorkflowEdge, type WorkflowNode } from '@/model/workflow';
import type { AreaNode, FlowEdge, FrameNode, NoteNode, StepData, StepNode } from './flow';
import { portIn, portOut, portsOf, sideOf } from './ports';

const nowhere: Rect = { x: 0, y: 0, width: 1, height: 1 };
const letThrough = { pointerEvents: 'none' } as const;

/** Where an element stands: within which area, and how many are around it. */
export interface Standing {
  readonly parent: { readonly id: string; readonly rect: Rect } | undefined;
  readonly depth: number;
}

/** What is in an area lies above it. */
const perLevel = 10;

export function areaNode(node: WorkflowNode, rect: Rect, selected: boolean, data: StepData, standing: Standing): AreaNode {
  const { width, height } = rect;
  return {
    id: node.id,
    type: 'area',
    ...within(rect, standing),
    handles: portsOf(node.kind, { ...nowhere, width, height }),
    zIndex: standing.depth * perLevel - 1,
    // Only its title takes the pointer: a drag within it selects.
    dragHandle: '.area-head',
    style: letThrough,
    ariaRole: 'group',
    ariaLabel: spoken(node, data),
    selected,
    data,
  };
}

export function stepNode(node: WorkflowNode, rect: Rect, selected: boolean, data: StepData, standing: Standing): StepNode {
  const { width, height } = rect;
  return {
    id: node.id,
    type: 'step',
    ...within(rect, standing),
    handles: portsOf(node.kind, { ...nowhere, width, height }),
    draggable: node.kind !== 'boundary',
    zIndex: standing.depth * perLevel + (node.kind === 'boundary' ? 3 : 2),
    ariaRole: 'group',
    ariaLabel: spoken(node, data),
    selected,
    data,
  };
}

/** What a screen reader says of a node: its name, what it is, and what is odd about it. */
function spoken(node: WorkflowNode, { looks, around, problems, warnings, pin, disabled, unknown, changed, stale }: StepData): string {
  const more = [
    problems > 0 && `${problems} ${problems === 1 ? 'error' : 'errors'}`,
    warnings > 0 && `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    pin && 'pinned',
    disabled && 'disabled',
    unknown && 'type not installed',
    changed && 'changed since the last publication',
    stale && stalenessText(stale).toLowerCase(),
  ].filter(Boolean);
  return [`${nodeName(node)}, ${looks.subtitle}`, ...(around === undefined ? [] : [`in ${around}`]), ...more].join(', ');
}

export function noteNode(note: Note, rect: Rect = nowhere, selected = false): NoteNode {
  return {
    id: note.id,
    type: 'note',
    ...placed(rect),
    zIndex: 1,
    ariaRole: 'group',
    ariaLabel: `Note: ${note.text.slice(0, 80)}`,
    selected,
    data: { note },
  };
}

export function frameNode(group: Group, rect: Rect = nowhere, selected = false): FrameNode {
  const { width, height } = rect;
  return {
    id: group.id,
    type: 'frame',
    ...placed(rect),
    handles: group.collapsed ? portsOf('task', { ...nowhere, width, height }) : [],
    zIndex: group.collapsed ? 2 : -1,
    // Only its title takes the pointer: a drag within the frame selects.
    ...(group.collapsed ? {} : { dragHandle: '.frame-title', style: letThrough }),
    ariaRole: 'group',
    ariaLabel: `Group ${group.title}, ${group.nodes.length} nodes${group.collapsed ? ', collapsed' : ''}`,
    selected,
    data: { group },
  };
}

/** In an area places are counted from its corner. */
function within(rect: Rect, { parent }: Standing) {
  if (!parent) return placed(rect);
  return { ...placed({ ...rect, x: rect.x - parent.rect.x, y: rect.y - parent.rect.y }), parentId: parent.id };
}

function placed({ x, y, width, height }: Rect) {
  return { position: { x, y }, width, height, measured: { width, height } };
}

interface Ends {
  readonly from: string;
  readonly to: string;
  readonly source: Rect;
  readonly target: Rect;
}

export function wireEdge(
  edge: WorkflowEdge,
  { route }: Wire,
  ends: Ends,
  selected: boolean,
  problems: number,
  count: number | undefined,
  flow?: Partial<Flow>,
): FlowEdge {
  const label = edge.name ?? (edge.otherwise ? 'otherwise' : (edge.when ?? ''));
  const own = ends.from === edge.from && ends.to === edge.to;
  const plus = plusPlace(route.points, route.label, label);
  return {
    id: edge.id,
    type: 'wire',
    source: ends.from,
    target: ends.to,
    sourceHandle: `${portOut}-${sideOf(route.points[0], ends.source)}`,
    targetHandle: `${portIn}-${sideOf(route.points.at(-1), ends.target)}`,
    reconnectable: own,
    ariaLabel: `Way from ${edge.from} to ${edge.to}${label ? `: ${label}` : ''}`,
    selected,
    zIndex: selected ? 1 : 0,
    data: {
      path: route.path,
      labelX: route.label.x,
      labelY: route.label.y,
      label,
      hint: edge.when ?? (edge.otherwise ? 'When no other condition holds' : ''),
      otherwise: edge.otherwise ?? false,
      count,
      items: flow?.items,
      told: flow?.told,
      plus: plusOnce(edge, plus),
      problems,
      insertable: own,
    },
  };
}

const pluses = new WeakMap<WorkflowEdge, Point>();

/** The same place stays the same object, so that the edge counts as unchanged. */
function plusOnce(edge: WorkflowEdge, plus: Point): Point {
  const before = pluses.get(edge);
  if (before && before.x === plus.x && before.y === plus.y) return before;
  pluses.set(edge, plus);
  return plus;
}

/** Where the “+” of an edge sits: its middle, or beside the label that is there. */
function plusPlace(points: readonly Point[], middle: Point, label: string): Point {
  if (label === '') return middle;
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last || !before) return middle;
  const length = Math.hypot(last.x - before.x, last.y - before.y);
  const far = Math.abs(middle.x - (last.x + before.x) / 2) + Math.abs(middle.y - (last.y + before.y) / 2) > 40;
  if (far && length > 44) return { x: (last.x + before.x) / 2, y: (last.y + before.y) / 2 };
  return { x: middle.x, y: middle.y + 24 };
}
