import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { boundsOf } from '@/model/align';
import type { Point } from '@/model/workflow';
import { useEditorStore } from '../useEditor';
import { useCanvasStore } from './canvasStore';
import type { FlowEdge, FlowNode } from './flow';
import type { CanvasPort } from './port';

const still = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const glide = () => (still() ? 0 : 260);

/** Lets the rest of the editor ask for zooms, places and focus, as long as the canvas is shown. */
export function useCanvasPort(): void {
  const editor = useEditorStore();
  const canvas = useCanvasStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const api = useStoreApi<FlowNode, FlowEdge>();

  useEffect(() => {
    let pointer: Point | undefined;
    let inputs = 0;
    let focusAsked = 0;
    const onInput = () => {
      inputs++;
    };
    // Whoever has pressed something since and is in a field or at a button elsewhere stays there.
    const goneOn = (pressed: number, from: Element | null) => {
      const { activeElement } = document;
      if (inputs === pressed || activeElement === from || activeElement === document.body) return false;
      return api.getState().domNode?.contains(activeElement) !== true;
    };
    const onMove = ({ clientX, clientY, target }: PointerEvent) => {
      const inside = target instanceof Element && target.closest('.react-flow') !== null;
      if (inside) pointer = { x: clientX, y: clientY };
    };
    const frame = () => {
      const { width, height } = api.getState();
      return { width, height };
    };
    const rectOf = (id: string) => {
      const { rects, wires } = canvas.getState();
      const label = wires.get(id)?.route.label;
      return rects.get(id) ?? (label ? { ...label, width: 1, height: 1 } : undefined);
    };
    const port: CanvasPort = {
      fit(ids) {
        const { rects } = canvas.getState();
        const wanted = ids ? [...ids].flatMap((id) => rectOf(id) ?? []) : [...rects.values()];
        if (wanted.length === 0) return;
        const maxZoom = ids ? 1.2 : 1;
        void flow.fitBounds(boundsOf(wanted), { padding: 0.12, duration: glide() }).then(() => {
          if (flow.getZoom() > maxZoom) void flow.zoomTo(maxZoom, { duration: 0 });
        });
      },
      detail: (on) => canvas.setState({ detailed: on }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: glide() }),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: still() ? 0 : 120 }),
      reveal(id) {
        const rect = rectOf(id);
        if (!rect) return;
        const view = flow.getViewport();
        const { width, height } = frame();
        const dx = nudge(rect.x * view.zoom + view.x, rect.width * view.zoom, width);
        const dy = nudge(rect.y * view.zoom + view.y, rect.height * view.zoom, height - 30);
        if (dx === 0 && dy === 0) return;
        const far = Math.abs(dx) > width || Math.abs(dy) > height;
        if (far) {
          const zoom = Math.max(view.zoom, 0.6);
          void flow.setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, { zoom, duration: glide() });
        } else void flow.setViewport({ ...view, x: view.x + dx, y: view.y + dy }, { duration: glide() });
      },
      focus(id) {
        port.reveal(id);
        // Only what is seen is drawn: the element may appear a moment later.
        const tries = 30;
        const [pressed, from] = [inputs, document.activeElement];
        const asked = ++focusAsked;
        const attempt = (left: number) => {
          if (asked !== focusAsked || goneOn(pressed, from)) return;
          const escaped = CSS.escape(id);
          const element = api.getState().domNode?.querySelector<HTMLElement>(
            `.react-flow__node[data-id="${escaped}"], .react-flow__edge[data-id="${escaped}"]`,
          );
          if (element) element.focus({ preventScroll: true });
          else if (left > 0) requestAnimationFrame(() => attempt(left - 1));
        };
        requestAnimationFrame(() => attempt(tries));
      },
      centre() {
        const box = api.getState().domNode?.getBoundingClientRect();
        return flow.screenToFlowPosition(
          box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 },
          { snapToGrid: false },
        );
      },
      pointer: () => (pointer ? flow.screenToFlowPosition(pointer, { snapToGrid: false }) : port.centre()),
    };
    editor.setState({ canvas: port });
    document.addEventListener('pointermove', onMove, { passive: true });
    document.addEventListener('pointerdown', onInput, { capture: true });
    document.addEventListener('keydown', onInput, { capture: true });
    return () => {
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerdown', onInput, { capture: true });
      document.removeEventListener('keydown', onInput, { capture: true });
      editor.setState({ canvas: undefined });
    };
  }, [editor, canvas, flow, api]);
}

const margin = 28;

/** How far to move for a stretch to lie within the view; as little as possible. */
function nudge(from: number, size: number, view: number): number {
  const room = view - 2 * margin;
  if (size > room) return from + size / 2 > margin && from + size / 2 < view - margin ? 0 : view / 2 - from - size / 2;
  if (from < margin) return margin - from;
  return from + size > view - margin ? view - margin - from - size : 0;
}
