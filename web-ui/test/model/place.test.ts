import { describe, expect, it } from 'vitest';
import { place } from '@/model/place';
import { routesOf } from '@/model/routes';
import type { Rect } from '@/model/shapes';
import type { WorkflowDocument } from '@/model/workflow';
import { internetFacing, snapshots } from '../fixtures/documents';

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function boxes(document: WorkflowDocument): [string, Rect][] {
  const { nodes } = place(document);
  return document.nodes.flatMap(({ id, kind }) => {
    const rect = nodes.get(id);
    return rect && kind !== 'boundary' ? [[id, rect] as [string, Rect]] : [];
  });
}

describe('place', () => {
  it.each([internetFacing, snapshots])('covers no node of $name by another', (document) => {
    const all = boxes(document);
    expect(all).toHaveLength(document.nodes.filter(({ kind }) => kind !== 'boundary').length);
    for (const [a, one] of all) {
      for (const [b, other] of all) if (a < b) expect(overlaps(one, other), `${a} ${b}`).toBe(false);
    }
  });

  it('keeps the order in which the author placed nodes', () => {
    const { nodes } = place(snapshots);
    const x = (id: string) => nodes.get(id)?.x ?? Number.NaN;
    expect(x('made')).toBeLessThan(x('look'));
    expect(x('look')).toBeLessThan(x('encrypted'));
    expect(x('encrypted')).toBeLessThan(x('end'));
  });

  it('breaks a long workflow without places into rows that fit a screen', () => {
    const right = Math.max(...boxes(internetFacing).map(([, rect]) => rect.x + rect.width));
    expect(right).toBeLessThan(2000);
  });

  it('hangs a boundary on the edge of its node', () => {
    const { nodes } = place(internetFacing);
    const host = nodes.get('scan');
    const boundary = nodes.get('scan_failed');
    expect(host && boundary && overlaps(host, boundary)).toBe(true);
  });

  it('lays out a workflow of a single node and an empty one', () => {
    expect(place({ schema: 1, name: 'one', nodes: [{ id: 'a', kind: 'start' }], edges: [] }).nodes.size).toBe(1);
    expect(place({ schema: 1, name: 'none', nodes: [], edges: [] }).nodes.size).toBe(0);
  });
});

describe('routes', () => {
  it.each([internetFacing, snapshots])('draws every edge of $name from its source to its target', (document) => {
    const { nodes, bends } = place(document);
    const routes = routesOf(document, nodes, bends);
    expect(routes.size).toBe(document.edges.length);
    for (const edge of document.edges) {
      const line = routes.get(edge.id);
      expect(line && touches(line.points[0], nodes.get(edge.from)), edge.id).toBe(true);
      expect(line && touches(line.points.at(-1), nodes.get(edge.to)), edge.id).toBe(true);
    }
  });

  it('turns at right angles only', () => {
    const { nodes, bends } = place(internetFacing);
    for (const [id, { points }] of routesOf(internetFacing, nodes, bends)) {
      points.forEach((point, i) => {
        const next = points[i + 1];
        if (next) expect(Math.min(Math.abs(next.x - point.x), Math.abs(next.y - point.y)), id).toBeLessThan(1);
      });
    }
  });

  it.each([-300, -60, 0, 60, 300])('tells an event’s way from the way back to its host, which stands above by %i', (beside) => {
    const document: WorkflowDocument = {
      schema: 1,
      name: 'Try again later',
      nodes: [{ id: 'promote', kind: 'task' }, { id: 'early', kind: 'boundary', on: 'promote' }, { id: 'later', kind: 'wait' }],
      edges: [{ id: 'out', from: 'early', to: 'later' }, { id: 'back', from: 'later', to: 'promote' }],
      layout: { nodes: { promote: { x: 600, y: 80, width: 200, height: 64 }, later: { x: 600 + beside, y: 252, width: 200, height: 64 } } },
    };
    const { nodes, bends } = place(document);
    const lines = routesOf(document, nodes, bends);
    const [out, back] = [lines.get('out')?.points ?? [], lines.get('back')?.points ?? []];
    expect(out.length).toBeGreaterThan(1);
    expect(sharedLength(out, back)).toBe(0);
    // What it leads to is not reached through the node it hangs on.
    const host = nodes.get('promote');
    for (const { y } of out) expect(y).toBeGreaterThanOrEqual((host?.y ?? 0) + (host?.height ?? 0));
  });

  it('leaves out an edge whose end does not exist', () => {
    const document: WorkflowDocument = { schema: 1, name: 'x', nodes: [{ id: 'a', kind: 'start' }], edges: [{ id: 'e', from: 'a', to: 'gone' }] };
    const { nodes, bends } = place(document);
    expect(routesOf(document, nodes, bends).size).toBe(0);
  });
});

type Line = readonly { readonly x: number; readonly y: number }[];

function common(a: number, b: number, c: number, d: number): number {
  return Math.max(0, Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d)));
}

/** How far two lines of right angles lie on one another. */
function sharedLength(one: Line, other: Line): number {
  const stretches = (line: Line) => line.slice(1).map((end, i) => ({ start: line[i] ?? end, end }));
  let length = 0;
  for (const a of stretches(one)) {
    for (const b of stretches(other)) {
      if (a.start.x === a.end.x && b.start.x === b.end.x && a.start.x === b.start.x) length += common(a.start.y, a.end.y, b.start.y, b.end.y);
      if (a.start.y === a.end.y && b.start.y === b.end.y && a.start.y === b.start.y) length += common(a.start.x, a.end.x, b.start.x, b.end.x);
    }
  }
  return length;
}

function touches(point: { x: number; y: number } | undefined, rect: Rect | undefined): boolean {
  if (!point || !rect) return false;
  const air = 1;
  return (
    point.x >= rect.x - air && point.x <= rect.x + rect.width + air &&
    point.y >= rect.y - air && point.y <= rect.y + rect.height + air
  );
}
