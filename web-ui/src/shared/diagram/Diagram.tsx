import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import {
  Background, BackgroundVariant, Controls, MiniMap, ReactFlow, ReactFlowProvider,
} from '@xyflow/react';
import { type KeyboardEvent, useMemo } from 'react';
import type { Catalogue } from '@/api/types';
import type { DiffKind } from '@/model/diff';
import type { Flow, Flows } from '@/model/flows';
import { isArea } from '@/model/graph';
import type { NodeOverlay } from '@/model/overlay';
import type { WorkflowDocument } from '@/model/workflow';
import classes from './Diagram.module.css';
import { drawingOf, type ShapeNode, type WayEdge } from './elements';
import { LabelLayerContext, useLabelLayer } from './EdgeLabel';
import { Framing } from './Framing';
import { Shape } from './Shape';
import { Way } from './Way';

interface Props {
  readonly document: WorkflowDocument;
  readonly catalogue: Catalogue;
  readonly label: string;
  /** A run drawn on the diagram. */
  readonly overlay?: ReadonlyMap<string, NodeOverlay>;
  readonly counts?: { readonly [edge: string]: number | undefined };
  /** What the run brought along each way. */
  readonly flows?: Flows;
  readonly problems?: ReadonlyMap<string, number>;
  /** Differences between two states, drawn on the elements. */
  readonly marks?: ReadonlyMap<string, DiffKind>;
  readonly selected?: string | undefined;
  readonly onSelect?: (node: string | undefined) => void;
  /** Kept in view when it changes. */
  readonly follow?: string | undefined;
}

const nodeTypes = { shape: Shape };
const edgeTypes = { way: Way };
const manyNodes = 60;

/** A workflow as a picture to look at: pan, zoom, walk from node to node, choose one. */
export function Diagram(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ document, catalogue, label, overlay, counts, flows, problems, marks, selected, onSelect, follow }: Props) {
  const scheme = useComputedColorScheme('light');
  const drawing = useMemo(() => drawingOf(document, catalogue), [document, catalogue]);
  const nodes = useMemo(
    () => drawing.nodes.map((node) => dressed(node, overlay, problems, marks, selected)),
    [drawing, overlay, problems, marks, selected],
  );
  const edges = useMemo(
    () => drawing.edges.map((edge) => marked(counts ? counted(edge, counts[edge.id] ?? 0, flows?.[edge.id]) : edge, marks)),
    [drawing, counts, flows, marks],
  );
  const chooseByKey = (event: KeyboardEvent) => {
    const node = (event.target as HTMLElement).closest<HTMLElement>('.react-flow__node')?.dataset['id'];
    if (!node || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    onSelect?.(node);
  };

  return (
    <section className={classes['canvas']} aria-label={label}>
      <LabelLayerContext value={useLabelLayer()}>
        <ReactFlow<ShapeNode, WayEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={scheme}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable
          edgesFocusable={false}
          elementsSelectable
          minZoom={0.15}
          maxZoom={1.6}
          onlyRenderVisibleElements={nodes.length > manyNodes}
          onNodeClick={(_, node) => onSelect?.(node.id)}
          onPaneClick={() => onSelect?.(undefined)}
          onKeyDown={chooseByKey}
          deleteKeyCode={null}
          zoomOnScroll={false}
          preventScrolling={false}
          attributionPosition="bottom-left"
          ariaLabelConfig={{ 'node.a11yDescription.default': 'Press Enter to see what is known about it.' }}
        >
          <Framing drawing={drawing} follow={selected ?? follow} />
          <Background variant={BackgroundVariant.Dots} gap={22} size={1.4} />
          <Controls showInteractive={false} position="bottom-right" />
          {nodes.length > manyNodes && (
            <MiniMap
              pannable
              zoomable
              position="top-right"
              nodeClassName={miniClass}
              nodeBorderRadius={12}
              ariaLabel="Overview map"
            />
          )}
        </ReactFlow>
      </LabelLayerContext>
    </section>
  );
}

function dressed(
  node: ShapeNode,
  overlay: Props['overlay'],
  problems: Props['problems'],
  marks: Props['marks'],
  selected: string | undefined,
): ShapeNode {
  const data = {
    ...node.data,
    overlay: overlay?.get(node.id),
    problems: problems?.get(node.id) ?? 0,
    mark: marks?.get(node.id),
  };
  return { ...node, data, selected: node.id === selected };
}

function counted(edge: WayEdge, count: number, flow: Flow | undefined): WayEdge {
  if (!edge.data) return edge;
  // Replayed to an earlier moment, what came along later has not come yet.
  const brought = count > 0 ? flow : undefined;
  return { ...edge, zIndex: (edge.data.level ?? 0) + (count > 0 ? 1 : 0), data: { ...edge.data, count, items: brought?.items, told: brought?.told } };
}

function marked(edge: WayEdge, marks: Props['marks']): WayEdge {
  const mark = marks?.get(edge.id);
  return mark && edge.data ? { ...edge, zIndex: (edge.data.level ?? 0) + 1, data: { ...edge.data, mark } } : edge;
}

function miniClass(node: ShapeNode): string {
  if (isArea(node.data.node.kind)) return 'mini-area';
  return `mini-${node.data.overlay?.state ?? 'plain'}`;
}
