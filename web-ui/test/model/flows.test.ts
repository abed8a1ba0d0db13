import { describe, expect, it } from 'vitest';
import type { Run } from '@/api/types';
import { flowsOf, itemsIn } from '@/model/flows';

const run = {
  startedAt: '2026-01-01T10:00:00Z',
  document: {
    schema: 1, name: 'w',
    nodes: [{ id: 's', kind: 'start' }, { id: 'list', kind: 'task' }, { id: 'more', kind: 'choice' }, { id: 'look', kind: 'task' }],
    edges: [
      { id: 'e1', from: 's', to: 'list' }, { id: 'e2', from: 'list', to: 'more' },
      { id: 'e3', from: 'more', to: 'look' }, { id: 'e4', from: 'look', to: 'more' },
    ],
  },
  edges: { e1: 1, e2: 1, e3: 2 },
  steps: [
    { id: 1, node: 'list', status: 'completed', generation: 0, enteredAt: '2026-01-01T10:00:00Z', endedAt: '2026-01-01T10:00:12Z', output: { snapshots: [1, 2, 3], region: 'x' } },
    { id: 2, node: 'look', status: 'completed', generation: 0, enteredAt: '2026-01-01T10:00:12Z', endedAt: '2026-01-01T10:01:00Z', output: {} },
    { id: 3, node: 'look', status: 'working', generation: 1, enteredAt: '2026-01-01T10:02:00Z', endedAt: null, output: null },
  ],
} as unknown as Run;

describe('ways of a run', () => {
  it('tell how often and when they were taken, and what came along', () => {
    expect(flowsOf(run)).toEqual({
      e1: { told: 'Taken once, 0 ms after the run began' },
      e2: { told: 'Taken once, 12 s after the run began', items: '3 snapshots' },
      e3: { told: 'Taken twice, last 2 min after the run began' },
    });
  });

  it('count the longest list', () => {
    expect(itemsIn({ a: [1], openPorts: [1, 2], c: 3 })).toBe('2 open ports');
    expect(itemsIn({ a: 1 })).toBeUndefined();
    expect(itemsIn(null)).toBeUndefined();
  });
});
