import '@xyflow/react/dist/base.css';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  Background, BackgroundVariant, ConnectionMode, Controls, MiniMap, ReactFlow, type ReactFlowProps, SelectionMode, useStore,
} from '@xyflow/react';
import { type FocusEvent, useMemo } from 'react';
import { useSpokenKeys } from '../keys/useKeyText';
import { LabelLayerContext, useLabelLayer } from '@/shared/diagram/EdgeLabel';
import type { EditorStore } from '../store';
import { TrialOverlay } from '../trial/TrialOverlay';
import { useEditor, useEditorStore } from '../useEditor';
import { Area } from './Area';
import classes from './Canvas.module.css';
import { useCanvas } from './canvasStore';
import { ConnectionLine } from './ConnectionLine';
import { EmptyCanvas } from './EmptyCanvas';
import { FarContext, farZoom } from './far';
import { FirstView } from './FirstView';
import type { FlowEdge, FlowNode } from './flow';
import { Frame } from './Frame';
import { Ghost } from './Ghost';
import { Guides } from './Guides';
import { Picker } from './Picker';
import { Step } from './Step';
import { StickyNote } from './StickyNote';
import { useCanvasPort } from './useCanvasPort';
import { useDragging } from './useDragging';
import { useWiring } from './useWiring';
import { WireView } from './WireView';

const nodeTypes = { step: Step, area: Area, note: StickyNote, frame: Frame };
const edgeTypes = { wire: WireView };
const several = ['Shift', 'Control', 'Meta'];
const middleButton = [1];

/** From here on an overview is worth its room. */
const manyNodes = 16;

const reachedByKey = '.react-flow__node:focus-visible, .react-flow__edge:focus-visible';

const nodeDoings = [
  ['open', 'opens the settings'], ['connect', 'connects'], ['add-node', 'adds what follows'], ['remove', 'removes'],
] as const;
const edgeDoings = [['add-node', 'puts a node into this way'], ['remove', 'removes it']] as const;

/** What a screen reader says can be done with what has the focus. */
function useSpoken() {
  const spoken = useSpokenKeys();
  const node = `Arrow keys walk along the ways, ${spoken(nodeDoings)}.`;
  const edge = `${spoken(edgeDoings)}.`;
  return useMemo(
    () => ({
      'node.a11yDescription.default': node,
      'node.a11yDescription.keyboardDisabled': node,
      'edge.a11yDescription.default': edge,
    }),
    [node, edge],
  );
}

/** The workflow to draw on. */
export function Canvas() {
  const scheme = useComputedColorScheme('light');
  const touch = useMediaQuery('(pointer: coarse)');
  const name = useEditor((state) => state.document.name);
  const mayEdit = useEditor((state) => state.rights.edit);
  const store = useEditorStore();
  const nodes = useCanvas((state) => state.nodes);
  const edges = useCanvas((state) => state.edges);
  const gliding = useCanvas((state) => state.gliding);
  const detailed = useCanvas((state) => state.detailed);
  const far = useStore((state) => state.transform[2] < farZoom) && !detailed;
  const labels = useLabelLayer();
  const spoken = useSpoken();
  useCanvasPort();
  const dragging = useDragging();
  const wiring = useWiring();
  // The same functions each time: new ones would draw every node and every way anew with each move.
  const clicks = useMemo(() => clicksOn(store), [store]);
  // What the keys act on is what is selected: reaching an element by Tab selects it.
  const selectFocused = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || !target.matches(reachedByKey)) return;
    const id = target.getAttribute('data-id');
    const { selection, select } = store.getState();
    if (id && !selection.has(id)) select([id]);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it follows the focus of what is inside
    <section
      className={classes['canvas']}
      aria-label={`Canvas of ${name}`}
      onFocus={selectFocused}
      data-gliding={gliding || undefined}
      data-far={far || undefined}
    >
      <FarContext value={far}>
        <LabelLayerContext value={labels}>
          <ReactFlow<FlowNode, FlowEdge>
            nodes={nodes as FlowNode[]}
            edges={edges as FlowEdge[]}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            colorMode={scheme}
            {...dragging}
            {...wiring}
            {...clicks}
            nodesDraggable={mayEdit}
            nodesConnectable={mayEdit}
            edgesReconnectable={mayEdit && !far}
            connectionMode={ConnectionMode.Strict}
            connectionRadius={14}
            connectionLineComponent={ConnectionLine}
            reconnectRadius={9}
            nodeDragThreshold={3}
            connectOnClick={false}
            nodesFocusable
            edgesFocusable
            disableKeyboardA11y
            deleteKeyCode={null}
            selectionKeyCode={touch ? 'Shift' : null}
            multiSelectionKeyCode={several}
            panActivationKeyCode="Space"
            zoomActivationKeyCode={several}
            selectionOnDrag={!touch}
            selectionMode={SelectionMode.Partial}
            panOnDrag={touch ? true : middleButton}
            panOnScroll
            zoomOnDoubleClick={false}
            minZoom={0.1}
            maxZoom={2}
            elevateNodesOnSelect={false}
            elevateEdgesOnSelect={false}
            onlyRenderVisibleElements
            attributionPosition="bottom-left"
            ariaLabelConfig={spoken}
          >
            <FirstView />
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.3} />
            <Controls showInteractive={false} position="bottom-right" aria-label="Zoom" />
            {nodes.length >= manyNodes && (
              <MiniMap<FlowNode>
                pannable
                zoomable
                position="bottom-left"
                className={classes['map'] ?? ''}
                nodeBorderRadius={14}
                nodeClassName={mapClass}
                ariaLabel="Overview map"
              />
            )}
            <Guides />
            <Ghost />
            <TrialOverlay />
          </ReactFlow>
        </LabelLayerContext>
      </FarContext>
      <EmptyCanvas />
      <Picker />
    </section>
  );
}

function clicksOn(store: EditorStore) {
  const open = () => store.getState().openPanel('inspector');
  const openIfClosed = () => !store.getState().panel && open();
  return {
    onNodeDoubleClick: (_, node) => hasSettings(node) && open(),
    onNodeClick: (_, node) => hasSettings(node) && openIfClosed(),
    onEdgeClick: openIfClosed,
  } satisfies Partial<ReactFlowProps<FlowNode, FlowEdge>>;
}

function hasSettings({ type }: FlowNode): boolean {
  return type === 'step' || type === 'area';
}

function mapClass(node: FlowNode): string {
  if (node.type === 'area') return node.data.problems > 0 ? 'map-area map-area-bad' : 'map-area';
  if (node.type !== 'step') return `map-${node.type}`;
  return node.data.problems > 0 ? 'map-bad' : `map-step mini-${node.data.overlay?.state ?? 'plain'}`;
}
