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
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: glide() }),
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: still() ? 0 : 120 }),
      reveal(id) {
        const rect = rectOf(id);
        if (!rect) return;
        const { x, y, zoom } = flow.getViewport();
        const { width, height } = frame();
        const left = rect.x * zoom + x;
        const top = rect.y * zoom + y;
        const seen =
          left > 16 && top > 16 && left + rect.width * zoom < width - 16 && top + rect.height * zoom < height - 40;
        if (seen) return;
        void flow.setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, { zoom: Math.max(zoom, 0.6), duration: glide() });
      },
      focus(id) {
        port.reveal(id);
        // Only what is seen is drawn: the element may appear a moment later.
        const tries = still() ? 4 : 30;
        const attempt = (left: number) => {
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
    return () => {
      document.removeEventListener('pointermove', onMove);
      editor.setState({ canvas: undefined });
    };
  }, [editor, canvas, flow, api]);
}
