import type { NodeKind } from './workflow';

/** A node's place on the canvas: top left corner and size, in pixels. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const sizes = {
  start: { width: 212, height: 60 },
  task: { width: 220, height: 68 },
  choice: { width: 60, height: 60 },
  'any-choice': { width: 60, height: 60 },
  race: { width: 52, height: 52 },
  fork: { width: 52, height: 52 },
  join: { width: 52, height: 52 },
  wait: { width: 212, height: 60 },
  approval: { width: 220, height: 68 },
  boundary: { width: 34, height: 34 },
  end: { width: 46, height: 46 },
} as const satisfies Record<NodeKind, { width: number; height: number }>;

const small: ReadonlySet<NodeKind> = new Set(['choice', 'any-choice', 'fork', 'join', 'race', 'end', 'boundary']);

/** Room for the label that stands below or above a small shape. */
export const labelRoom = { width: 116, height: 34 };

export function sizeOf(kind: NodeKind): { width: number; height: number } {
  return sizes[kind];
}

/** Whether a kind is drawn as a small shape rather than as a box with words in it. */
export function smallKind(kind: NodeKind): boolean {
  return small.has(kind);
}
