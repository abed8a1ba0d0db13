import { useMediaQuery } from '@mantine/hooks';
import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { Rect } from '@/model/shapes';
import type { Drawing, ShapeNode } from './elements';

const readableZoom = 0.56;

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

  const aim = (node: ShapeNode | undefined, bounds: Rect, zoom: number, duration: number) => {
    const place = node
      ? { x: node.position.x + (node.width ?? 0) / 2, y: node.position.y + (node.height ?? 0) / 2 }
      : bounds;
    const x = within(place.x, bounds.x, bounds.width, width / zoom);
    const y = within(place.y, bounds.y - 20, bounds.height + 40, height / zoom);
    void flow.setCenter(x, y, { zoom, duration });
  };

  const frame = useEffectEvent(() => {
    if (width === 0 || height === 0 || framed.current === drawing) return;
    framed.current = drawing;
    const bounds = flow.getNodesBounds([...drawing.nodes]);
    const fitting = Math.min((width - 80) / bounds.width, (height - 80) / (bounds.height + 40), 1);
    if (fitting >= readableZoom) {
      void flow.fitView({ padding: 0.1, maxZoom: 1 });
      return;
    }
    aim(drawing.nodes.find((node) => node.id === follow), bounds, readableZoom, 0);
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
    aim(node, flow.getNodesBounds([...drawing.nodes]), Math.max(zoom, readableZoom), still ? 0 : 420);
  });

  useEffect(() => frame(), [drawing, width, height]);
  useEffect(() => reveal(), [follow, width]);
  return null;
}

/** The middle of a view that shows the place without empty canvas beyond the drawing's ends. */
function within(place: number, from: number, size: number, seen: number): number {
  const air = 36;
  if (size + 2 * air <= seen) return from + size / 2;
  const half = seen / 2 - air;
  return Math.max(from + half, Math.min(place, from + size - half));
}
