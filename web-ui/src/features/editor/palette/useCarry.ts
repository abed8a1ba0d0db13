import { useReactFlow } from '@xyflow/react';
import { type PointerEvent as ReactPointerEvent, useCallback, useRef } from 'react';
import { areaAt } from '@/model/areas';
import { fitsSpot } from '@/model/newNode';
import type { Pick } from '@/model/picks';
import { type Rect, sizeOf } from '@/model/shapes';
import { snapped } from '@/model/snap';
import type { Point } from '@/model/workflow';
import { type CanvasStore, edgeAt, useCanvasStore } from '../canvas/canvasStore';
import type { AreaNode, FlowNode, StepNode } from '../canvas/flow';
import { hangOn, putAt, putOnEdge } from '../canvas/put';
import { useEditorStore } from '../useEditor';
import { addRecent } from './remembered';

const threshold = 5;

/** Carries something from the palette over the canvas: a ghost, helper lines, the edge it would go into. */
export function useCarry(pick: Pick, add: () => void) {
  const editor = useEditorStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow();

  const wasCarried = useRef(false);

  const onPointerDown = useCallback(
    (down: ReactPointerEvent) => {
      wasCarried.current = false;
      if (down.button !== 0) return;
      let carried = false;
      const rectAt = (pointer: Point): Rect | undefined => {
        const below = document.elementFromPoint(pointer.x, pointer.y);
        if (!below?.closest('.react-flow')) return undefined;
        const middle = flow.screenToFlowPosition(pointer, { snapToGrid: false });
        const size = sizeOf(pick.make.kind);
        return { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size };
      };
      const onMove = (event: PointerEvent) => {
        const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > threshold;
        if (!carried && !far) return;
        carried = true;
        wasCarried.current = true;
        const pointer = { x: event.clientX, y: event.clientY };
        over(canvas, pick, pointer, rectAt(pointer), flow.getZoom());
      };
      const onKey = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        end();
      };
      const onUp = () => {
        const { carry, dropEdge, dropHost } = canvas.getState();
        end();
        if (!carried || !carry?.rect) return;
        addRecent(pick.id);
        const { x, y, width, height } = carry.rect;
        const middle = { x: x + width / 2, y: y + height / 2 };
        const state = editor.getState();
        if (pick.make.kind === 'boundary') {
          if (dropHost) hangOn(state, pick, dropHost);
          else state.say('An event hangs on what takes time: drop it on a task, a wait, an approval, a call or an area.');
        } else if (dropEdge) putOnEdge(state, pick, dropEdge, middle);
        else putAt(state, pick, middle, true);
      };
      const end = () => {
        document.removeEventListener('pointermove', onMove);
        document.removeEventListener('pointerup', onUp);
        document.removeEventListener('pointercancel', end);
        document.removeEventListener('keydown', onKey, true);
        canvas.getState().carryTo(undefined);
      };
      document.addEventListener('pointermove', onMove);
      document.addEventListener('pointerup', onUp);
      document.addEventListener('pointercancel', end);
      document.addEventListener('keydown', onKey, true);
    },
    [editor, canvas, flow, pick],
  );
  // A drag that ends where it began is not a press.
  const onClick = () => {
    if (!wasCarried.current) add();
    wasCarried.current = false;
  };
  return { onPointerDown, onClick };
}

function over(canvas: CanvasStore, pick: Pick, pointer: Point, rect: Rect | undefined, zoom: number): void {
  const state = canvas.getState();
  if (!rect) {
    state.carryTo({ pick, pointer, rect });
    state.hover({}, []);
    return;
  }
  if (pick.make.kind === 'boundary') {
    const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    // What is in an area is drawn after it, and lies above it.
    const host = state.nodes.findLast((node) => isNode(node) && holds(state.rects.get(node.id), middle));
    const fits = host && isNode(host) && fitsSpot(pick, { on: 'node', node: host.data.node });
    state.carryTo({ pick, pointer, rect });
    state.hover({ host: fits ? host.id : undefined }, []);
    return;
  }
  const steps = state.nodes.flatMap((node) => (isNode(node) ? (state.rects.get(node.id) ?? []) : []));
  const { shift, guides } = snapped(rect, steps, 6 / zoom);
  const placed = { ...rect, x: rect.x + shift.x, y: rect.y + shift.y };
  state.carryTo({ pick, pointer, rect: placed });
  const edge = fitsSpot(pick, { on: 'edge' }) ? edgeAt(state, placed) : undefined;
  const middle = { x: placed.x + placed.width / 2, y: placed.y + placed.height / 2 };
  const area = edge === undefined ? areaAt(state.document, state.rects, middle) : undefined;
  state.hover({ edge, area }, guides);
}

function isNode(node: FlowNode): node is StepNode | AreaNode {
  return node.type === 'step' || node.type === 'area';
}

function holds(rect: Rect | undefined, { x, y }: Point): boolean {
  return rect !== undefined && x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height;
}
