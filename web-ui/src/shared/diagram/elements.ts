import type { Edge, Node } from '@xyflow/react';
import type { Catalogue } from '@/api/types';
import { depths } from '@/model/areas';
import type { DiffKind } from '@/model/diff';
import { isArea } from '@/model/graph';
import { looksOf, type Looks } from '@/model/looks';
import type { NodeOverlay } from '@/model/overlay';
import { place } from '@/model/place';
import type { Route } from '@/model/route';
import { routesOf } from '@/model/routes';
import type { Rect } from '@/model/shapes';
import type { WorkflowDocument, WorkflowEdge, WorkflowNode } from '@/model/workflow';

export type ShapeData = {
  readonly node: WorkflowNode;
  readonly looks: Looks;
  readonly overlay: NodeOverlay | undefined;
  readonly problems: number;
  /** What became of it between two states that are compared. */
  readonly mark?: DiffKind | undefined;
  /** Where a small shape's name stands: where no way comes or goes. */
  readonly labelSide: LabelSide;
};
export type LabelSide = 'below' | 'above' | 'corner';
export type ShapeNode = Node<ShapeData, 'shape'>;

export type WayData = {
  /** How high it lies: above the area it is in. */
  readonly level?: number;
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly label: string;
  readonly hint: string;
  readonly otherwise: boolean;
  /** How often a run went this way; undefined outside runs. */
  readonly count: number | undefined;
  /** What a run brought along it: “3 snapshots”. */
  readonly items?: string | undefined;
  /** How often and when a run went this way. */
  readonly told?: string | undefined;
  readonly mark?: DiffKind | undefined;
};
export type WayEdge = Edge<WayData, 'way'>;

export interface Drawing {
  readonly nodes: readonly ShapeNode[];
  readonly edges: readonly WayEdge[];
}

/** The document as canvas elements: places and lines, before any run is drawn on them. */
export function drawingOf(document: WorkflowDocument, catalogue: Catalogue): Drawing {
  const { nodes: rects, bends } = place(document);
  const routes = routesOf(document, rects, bends);
  const depth = depths(document);
  const nodes = document.nodes.flatMap((node): ShapeNode[] => {
    const rect = rects.get(node.id);
    if (!rect) return [];
    const { x, y, width, height } = rect;
    const data = {
      node,
      looks: looksOf(node, catalogue),
      overlay: undefined,
      problems: 0,
      labelSide: freeSide(rect, routes),
    };
    const level = levelOf(depth.get(node.id));
    const zIndex = level + (isArea(node.kind) ? 0 : node.kind === 'boundary' ? 3 : 2);
    const style = isArea(node.kind) ? { style: letThrough } : {};
    return [{ id: node.id, type: 'shape', position: { x, y }, width, height, ariaRole: 'button', zIndex, data, ...style }];
  });
  const edges = document.edges.flatMap((edge): WayEdge[] => {
    const line = routes.get(edge.id);
    return line ? [wayEdge(edge, line, levelOf(depth.get(edge.from)))] : [];
  });
  return { nodes, edges };
}

/** Only the title of an area takes the pointer: a drag within it pans. */
const letThrough = { pointerEvents: 'none' } as const;

/** What is in an area lies above it, its ways included. */
function levelOf(depth: number | undefined): number {
  return (depth ?? 0) * 4;
}

function freeSide(rect: Rect, routes: ReadonlyMap<string, Route>): LabelSide {
  const middle = rect.x + rect.width / 2;
  const touches = (y: number) =>
    [...routes.values()].some(({ points }) =>
      [points[0], points.at(-1)].some((end) => end && Math.abs(end.x - middle) < 3 && Math.abs(end.y - y) < 3),
    );
  if (!touches(rect.y + rect.height)) return 'below';
  return touches(rect.y) ? 'corner' : 'above';
}

function wayEdge(edge: WorkflowEdge, { path, label: at }: Route, level: number): WayEdge {
  return {
    id: edge.id,
    type: 'way',
    source: edge.from,
    target: edge.to,
    focusable: false,
    zIndex: level,
    data: {
      level,
      path,
      labelX: at.x,
      labelY: at.y,
      label: edge.name ?? (edge.otherwise ? 'otherwise' : (edge.when ?? '')),
      hint: edge.when ?? (edge.otherwise ? 'When no other condition holds' : ''),
      otherwise: edge.otherwise ?? false,
      count: undefined,
    },
  };
}
