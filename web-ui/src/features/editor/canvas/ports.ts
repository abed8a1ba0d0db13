import { type NodeHandle, Position } from '@xyflow/react';
import { hasWayIn, hasWayOut } from '@/model/graph';
import type { Rect } from '@/model/shapes';
import type { NodeKind, Point } from '@/model/workflow';

/** The ports people drag from and to; the others only say where a line begins and ends. */
export const portOut = 'out';
export const portIn = 'in';

const sides = [Position.Left, Position.Right, Position.Top, Position.Bottom] as const;

/** Where a node's ways leave and enter, known without measuring anything. */
export function portsOf(kind: NodeKind, { width, height }: Rect): NodeHandle[] {
  const ports: NodeHandle[] = [];
  if (hasWayOut(kind)) {
    ports.push({ ...at(kind === 'boundary' ? Position.Bottom : Position.Right, width, height), id: portOut, type: 'source' });
    for (const side of sides) ports.push({ ...at(side, width, height), id: `${portOut}-${side}`, type: 'source' });
  }
  if (hasWayIn(kind)) {
    ports.push({ ...at(Position.Left, width, height), id: portIn, type: 'target' });
    for (const side of sides) ports.push({ ...at(side, width, height), id: `${portIn}-${side}`, type: 'target' });
  }
  return ports;
}

function at(position: Position, width: number, height: number) {
  const places = {
    [Position.Left]: { x: 0, y: height / 2 },
    [Position.Right]: { x: width, y: height / 2 },
    [Position.Top]: { x: width / 2, y: 0 },
    [Position.Bottom]: { x: width / 2, y: height },
  };
  return { ...places[position], position, width: 1, height: 1 };
}

/** On which side of a shape a line's end lies. */
export function sideOf(point: Point | undefined, { x, y, width, height }: Rect): Position {
  if (!point) return Position.Right;
  const distances: readonly (readonly [Position, number])[] = [
    [Position.Left, Math.abs(point.x - x)],
    [Position.Right, Math.abs(point.x - x - width)],
    [Position.Top, Math.abs(point.y - y)],
    [Position.Bottom, Math.abs(point.y - y - height)],
  ];
  return distances.reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}
