import { describe, expect, it } from 'vitest';
import { type Moment, withoutEchoes } from '@/model/journal';

const look = (second: number, node = 'approve', detail = 'Approval of CHG0030001 is requested'): Moment => ({
  key: String(second),
  at: `2026-01-05T10:00:${String(second).padStart(2, '0')}Z`,
  tone: 'wait',
  text: `${node} waits`,
  detail,
  node,
});

describe('the story of a run', () => {
  it('tells a wait that is looked at again and again once, with its count and the last look', () => {
    const told = withoutEchoes([look(1), look(2), look(3)]);
    expect(told).toEqual([{ ...look(1), again: { times: 2, last: look(3).at } }]);
  });

  it('tells it anew when what it waits for has changed', () => {
    expect(withoutEchoes([look(1), look(2, 'approve', 'Approval was asked again'), look(3)])).toHaveLength(3);
  });

  it('keeps waits of parallel roads apart', () => {
    const told = withoutEchoes([look(1, 'a'), look(2, 'b'), look(3, 'a'), look(4, 'b')]);
    expect(told.map(({ node, again }) => [node, again?.times])).toEqual([['a', 1], ['b', 1]]);
  });

  it('never folds what changed something', () => {
    const made: Moment = { ...look(1), tone: 'good' };
    expect(withoutEchoes([made, { ...made, key: '2' }])).toHaveLength(2);
  });
});
