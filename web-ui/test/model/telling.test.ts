import { describe, expect, it } from 'vitest';
import type { Run } from '@/api/types';
import { tellingOf } from '@/model/telling';

type Told = Pick<Run, 'document' | 'trigger' | 'parent'>;

function run(trigger: Told['trigger'], kind = 'message', config = { message: 'alert' }): Told {
  const start = { id: 'told', kind: 'start' as const, trigger: kind, config };
  return { document: { schema: 1, name: 'w', nodes: [start], edges: [] }, trigger, parent: null } as Told;
}

describe('what told a run to begin', () => {
  it('is a message, of a run or of nobody known', () => {
    expect(tellingOf(run({ message: 'alert', key: 'vm-1', payload: {}, run: 'r1' }))).toEqual({ kind: 'message', name: 'alert', run: 'r1' });
    expect(tellingOf(run({ message: 'alert', key: 'vm-1', payload: {} }))).toEqual({ kind: 'message', name: 'alert', run: undefined });
  });

  it('is nothing where another trigger has a field of that name', () => {
    expect(tellingOf(run({ message: 'alert' }, 'webhook'))).toBeUndefined();
    expect(tellingOf(run({ message: 'another' }))).toBeUndefined();
    expect(tellingOf(run({}))).toBeUndefined();
  });
});
