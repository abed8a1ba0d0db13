import { isArea } from './graph';
import type { Box, NodeKind } from './workflow';

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
  begin: { width: 46, height: 46 },
  end: { width: 46, height: 46 },
  throw: { width: 212, height: 60 },
  call: { width: 220, height: 68 },
  compensate: { width: 212, height: 60 },
  scope: { width: 520, height: 200 },
  'for-each': { width: 520, height: 200 },
  handler: { width: 520, height: 200 },
} as const satisfies Record<NodeKind, { width: number; height: number }>;

const small: ReadonlySet<NodeKind> = new Set(['choice', 'any-choice', 'fork', 'join', 'race', 'begin', 'end', 'boundary']);

/** Room for the label that stands below or above a small shape. */
export const labelRoom = { width: 116, height: 34 };

/** The size of a kind; of an area, the size it begins with. */
export function sizeOf(kind: NodeKind): { width: number; height: number } {
  return sizes[kind];
}

/** Smaller no area is drawn. */
export const leastArea = { width: 260, height: 130 };

/** The size of a node whose box is known: an area has the size its author gave it. */
export function sizeIn(kind: NodeKind, box: Pick<Box, 'width' | 'height'> | undefined): { width: number; height: number } {
  if (!isArea(kind)) return sizes[kind];
  const { width = sizes[kind].width, height = sizes[kind].height } = box ?? {};
  return { width: Math.max(width, leastArea.width), height: Math.max(height, leastArea.height) };
}

/** Whether a kind is drawn as a small shape rather than as a box with words in it. */
export function smallKind(kind: NodeKind): boolean {
  return small.has(kind);
}
