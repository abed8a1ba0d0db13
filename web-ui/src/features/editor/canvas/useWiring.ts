import type { Connection, ReactFlowInstance, ReactFlowProps } from '@xyflow/react';
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { areaAt, areasAround } from '@/model/areas';
import { newEdge } from '@/model/connect';
import { goesSeveralWays } from '@/model/graph';
import type { NodeKind, Point } from '@/model/workflow';
import { notifyRefused } from '@/shared/ui/notify';
import type { EditorStore } from '../store';
import { useEditorStore } from '../useEditor';
import { type CanvasStore, useCanvasStore } from './canvasStore';
import type { FlowEdge, FlowNode } from './flow';

type Props = ReactFlowProps<FlowNode, FlowEdge>;

/** Drawing ways from port to port, moving their ends, and letting them go in empty space. */
export function useWiring() {
  const editor = useEditorStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();

  return useMemo(() => wiring(editor, canvas, flow), [editor, canvas, flow]);
}

function wiring(editor: EditorStore, canvas: CanvasStore, flow: ReactFlowInstance<FlowNode, FlowEdge>) {
  let reconnecting: string | undefined;
  const allowed = ({ source, target }: Pick<Connection, 'source' | 'target'>, moving: string): boolean => {
    const { verdicts } = canvas.getState();
    const other = moving === source ? target : source;
    return verdicts !== undefined && verdicts.has(other) && verdicts.get(other) === undefined;
  };
  let from = '';
  return {
    isValidConnection: (connection) => allowed(connection, from),
    onConnectStart(_, { nodeId, handleType }) {
      if (!nodeId) return;
      from = nodeId;
      canvas.getState().wireFrom(nodeId, handleType === 'target' ? 'in' : 'out', reconnecting);
    },
    onConnect({ source, target }) {
      const { document, edit } = editor.getState();
      edit({ type: 'connect', edge: newEdge(document, source, target) });
    },
    onConnectEnd(event, { isValid, toNode, fromNode, fromHandle }) {
      const { verdicts } = canvas.getState();
      canvas.getState().stopWiring();
      if (reconnecting !== undefined || isValid || !fromNode) return;
      const client = pointOf(event);
      const at = flow.screenToFlowPosition(client, { snapToGrid: false });
      const { document } = editor.getState();
      const { rects } = canvas.getState();
      const around = new Set(areasAround(document, fromNode.id));
      const over = [toNode?.id, nodeAt(rects, verdicts, at)].find((id) => id !== undefined && !around.has(id));
      const reason = over === undefined ? undefined : verdicts?.get(over);
      if (over !== undefined) {
        if (reason !== undefined && over !== fromNode.id) editor.getState().say(reason);
        return;
      }
      if (areaAt(document, rects, at) !== document.nodes.find(({ id }) => id === fromNode.id)?.in) {
        editor.getState().say(acrossReason);
        notifyRefused(acrossReason);
        return;
      }
      const side = fromHandle?.type === 'target' ? 'in' : 'out';
      if (side === 'out' && full(editor.getState().document, fromNode.id)) {
        editor.getState().say('This goes one way already; put a choice or a fork behind it to go several ways.');
        return;
      }
      editor.setState({ picker: { for: 'port', node: fromNode.id, side, at, anchor: client } });
    },
    onReconnectStart(_, edge) {
      reconnecting = edge.id;
    },
    onReconnect(edge, { source, target }) {
      editor.getState().edit({
        type: 'reconnect',
        edge: edge.id,
        ...(source === edge.source ? {} : { from: source }),
        ...(target === edge.target ? {} : { to: target }),
      });
    },
    onReconnectEnd(event, edge, _handle, { isValid, toNode }) {
      reconnecting = undefined;
      if (isValid) return;
      const at = flow.screenToFlowPosition(pointOf(event), { snapToGrid: false });
      const { rects, nodeById } = canvas.getState();
      const onNode = toNode ?? nodeById.get(nodeAt(rects, undefined, at, nodeById) ?? '');
      if (!onNode) editor.getState().edit({ type: 'remove', nodes: [], edges: [edge.id] });
    },
  } satisfies Partial<Props>;
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

type Rects = ReadonlyMap<string, { readonly x: number; readonly y: number; readonly width: number; readonly height: number }>;

function nodeAt(
  rects: Rects,
  known: ReadonlyMap<string, unknown> | undefined,
  { x, y }: Point,
  steps?: ReadonlyMap<string, FlowNode>,
): string | undefined {
  // Of an area and what is in it the latter: the smaller one.
  let found: { readonly id: string; readonly size: number } | undefined;
  for (const [id, rect] of rects) {
    if (known ? !known.has(id) : steps?.get(id)?.type !== 'step') continue;
    const size = rect.width * rect.height;
    const holds = x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height;
    if (holds && (!found || size < found.size)) found = { id, size };
  }
  return found?.id;
}

const acrossReason = 'What follows stands in the same area: no way crosses its border.';

function full(document: { readonly nodes: readonly { id: string; kind: NodeKind }[]; readonly edges: readonly { from: string }[] }, id: string): boolean {
  const kind = document.nodes.find((node) => node.id === id)?.kind;
  return !(kind && goesSeveralWays(kind)) && document.edges.some(({ from }) => from === id);
}
