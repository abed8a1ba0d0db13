import type { Rect } from './shapes';
import type { Box } from './workflow';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

type Rects = ReadonlyMap<string, Rect>;
type Boxes = { readonly [id: string]: Box };

/** The shapes level with one another: at the outermost edge, or the middle of all. */
export function aligned(rects: Rects, how: Alignment): Boxes {
  const all = boundsOf(rects.values());
  return mapped(rects, ({ x, y, width, height }) => {
    switch (how) {
      case 'left':
        return { x: all.x, y };
      case 'centre':
        return { x: all.x + (all.width - width) / 2, y };
      case 'right':
        return { x: all.x + all.width - width, y };
      case 'top':
        return { x, y: all.y };
      case 'middle':
        return { x, y: all.y + (all.height - height) / 2 };
      case 'bottom':
        return { x, y: all.y + all.height - height };
      default:
        return how satisfies never;
    }
  });
}

/** The shapes with equal gaps between them; the outermost two stay. */
export function distributed(rects: Rects, how: 'across' | 'down'): Boxes {
  const across = how === 'across';
  const start = (rect: Rect) => (across ? rect.x : rect.y);
  const size = (rect: Rect) => (across ? rect.width : rect.height);
  const sorted = [...rects].toSorted(([, a], [, b]) => start(a) - start(b));
  const all = boundsOf(rects.values());
  const room = sorted.reduce((sum, [, rect]) => sum - size(rect), size(all));
  const gap = room / Math.max(1, sorted.length - 1);
  let at = start(all);
  const starts = new Map<string, number>();
  for (const [id, rect] of sorted) {
    starts.set(id, at);
    at += size(rect) + gap;
  }
  return mapped(rects, (rect, id) => {
    const to = starts.get(id) ?? start(rect);
    return across ? { x: to, y: rect.y } : { x: rect.x, y: to };
  });
}

function mapped(rects: Rects, place: (rect: Rect, id: string) => { x: number; y: number }): Boxes {
  return Object.fromEntries(
    [...rects].map(([id, rect]) => {
      const { x, y } = place(rect, id);
      return [id, { x: Math.round(x), y: Math.round(y), width: rect.width, height: rect.height }];
    }),
  );
}

/** The smallest rectangle around all of them. */
export function boundsOf(rects: Iterable<Rect>): Rect {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left === Infinity ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top };
}
