import { useMediaQuery } from '@mantine/hooks';
import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Drawing } from './elements';

const readableZoom = 0.62;

interface Props {
  readonly drawing: Drawing;
  readonly follow: string | undefined;
}

/**
 * Chooses what part of the drawing is seen: all of it while that stays readable, else the followed
 * node (or the beginning) at a readable size. Moves there when the followed node changes, and only
 * if it is out of sight.
 */
export function Framing({ drawing, follow }: Props) {
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  const framed = useRef<Drawing | undefined>(undefined);

  const frame = useEffectEvent(() => {
    if (width === 0 || height === 0 || framed.current === drawing) return;
    framed.current = drawing;
    const bounds = flow.getNodesBounds([...drawing.nodes]);
    const fitting = Math.min((width - 80) / bounds.width, (height - 80) / (bounds.height + 40), 1);
    if (fitting >= readableZoom) {
      void flow.fitView({ padding: 0.1, maxZoom: 1 });
      return;
    }
    const zoom = Math.max(fitting, readableZoom);
    const focus = drawing.nodes.find((node) => node.id === follow);
    const tall = bounds.height * zoom > height - 60;
    const start = drawing.nodes.find((node) => node.data.node.kind === 'start') ?? drawing.nodes[0];
    const y = focus && tall ? focus.position.y : tall && start ? start.position.y + 30 : bounds.y + bounds.height / 2;
    const x = focus
      ? focus.position.x + (focus.width ?? 0) / 2
      : bounds.x + width / zoom / 2 - 40 / zoom;
    void flow.setCenter(clampX(x, bounds, width, zoom), y, { zoom });
  });

  const reveal = useEffectEvent(() => {
    const node = drawing.nodes.find((candidate) => candidate.id === follow);
    if (!node || width === 0 || framed.current !== drawing) return;
    const { x, y, zoom } = flow.getViewport();
    const left = node.position.x * zoom + x;
    const top = node.position.y * zoom + y;
    const right = left + (node.width ?? 0) * zoom;
    const bottom = top + (node.height ?? 0) * zoom;
    if (left >= 24 && top >= 24 && right <= width - 24 && bottom <= height - 48) return;
    void flow.setCenter(
      node.position.x + (node.width ?? 0) / 2,
      node.position.y + (node.height ?? 0) / 2,
      { zoom: Math.max(zoom, readableZoom), duration: still ? 0 : 420 },
    );
  });

  useEffect(() => frame(), [drawing, width, height]);
  useEffect(() => reveal(), [follow, width]);
  return null;
}

/** Keeps the view from showing empty canvas beyond the drawing's ends. */
function clampX(x: number, bounds: { x: number; width: number }, width: number, zoom: number): number {
  const half = width / zoom / 2 - 40 / zoom;
  return Math.max(bounds.x + half, Math.min(x, bounds.x + bounds.width - half));
}
