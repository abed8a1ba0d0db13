import type { Edge, Node } from '@xyflow/react';
import type { Catalogue } from '@/api/types';
import { looksOf, type Looks } from '@/model/looks';
import type { NodeOverlay } from '@/model/overlay';
import { place } from '@/model/place';
import { route } from '@/model/route';
import { nodeName, type WorkflowDocument, type WorkflowEdge, type WorkflowNode } from '@/model/workflow';
import { nodeStates } from '@/shared/status/nodeStates';

export type ShapeData = {
  readonly node: WorkflowNode;
  readonly looks: Looks;
  readonly overlay: NodeOverlay | undefined;
  readonly problems: number;
};
export type ShapeNode = Node<ShapeData, 'shape'>;

export type WayData = {
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly label: string;
  readonly hint: string;
  readonly otherwise: boolean;
  /** How often a run went this way; undefined outside runs. */
  readonly count: number | undefined;
};
export type WayEdge = Edge<WayData, 'way'>;

export interface Drawing {
  readonly nodes: readonly ShapeNode[];
  readonly edges: readonly WayEdge[];
}

/** The document as canvas elements: places and lines, before any run is drawn on them. */
export function drawingOf(document: WorkflowDocument, catalogue: Catalogue): Drawing {
  const { nodes: rects, bends } = place(document);
  const kinds = new Map(document.nodes.map((node) => [node.id, node.kind]));
  const nodes = document.nodes.flatMap((node): ShapeNode[] => {
    const rect = rects.get(node.id);
    if (!rect) return [];
    return [
      {
        id: node.id,
        type: 'shape',
        position: { x: rect.x, y: rect.y },
        width: rect.width,
        height: rect.height,
        ariaRole: 'button',
        zIndex: node.kind === 'boundary' ? 2 : 1,
        data: { node, looks: looksOf(node, catalogue), overlay: undefined, problems: 0 },
      },
    ];
  });
  const obstacles = [...rects].filter(([id]) => kinds.get(id) !== 'boundary');
  const hostOf = new Map(document.nodes.map((node) => [node.id, node.on]));
  const edges = document.edges.flatMap((edge): WayEdge[] => {
    const source = rects.get(edge.from);
    const target = rects.get(edge.to);
    if (!source || !target) return [];
    const own = new Set([edge.from, edge.to, hostOf.get(edge.from)]);
    const line = route({
      source,
      target,
      sourceKind: kinds.get(edge.from) ?? 'task',
      bends: bends.get(edge.id) ?? [],
      obstacles: obstacles.flatMap(([id, rect]) => (own.has(id) ? [] : [rect])),
    });
    return [wayEdge(edge, line.path, line.label)];
  });
  return { nodes, edges };
}

function wayEdge(edge: WorkflowEdge, path: string, at: { x: number; y: number }): WayEdge {
  return {
    id: edge.id,
    type: 'way',
    source: edge.from,
    target: edge.to,
    focusable: false,
    data: {
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

/** What a screen reader says of a node. */
export function spoken({ node, looks, overlay, problems }: ShapeData): string {
  const parts = [nodeName(node), looks.subtitle];
  if (overlay) parts.push(nodeStates[overlay.state].label);
  if (overlay && overlay.changes.length > 0) parts.push(`${overlay.changes.length} changes`);
  if (problems > 0) parts.push(`${problems} problems`);
  return parts.filter((part, i) => part !== '' && parts.indexOf(part) === i).join(', ');
}
