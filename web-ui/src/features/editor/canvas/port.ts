import type { Point } from '@/model/workflow';

/** What the canvas can be asked for from outside it; it reports itself to the store while it is there. */
export interface CanvasPort {
  /** Draws every word, however far away, until told otherwise. */
  detail(on: boolean): void;
  fit(ids?: ReadonlySet<string>): void;
  /** `1` is 100 %. */
  zoomTo(zoom: number): void;
  zoomBy(factor: number): void;
  /** Brings an element into the view, if it is not. */
  reveal(id: string): void;
  focus(id: string): void;
  /** The middle of what is seen, on the scale of the document. */
  centre(): Point;
  /** Where the pointer is on the canvas, or was last; the middle if it never was. */
  pointer(): Point;
}
