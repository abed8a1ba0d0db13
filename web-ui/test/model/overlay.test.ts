import { describe, expect, it } from 'vitest';
import { momentsOf } from '@/model/journal';
import { currentNode, latestStep, overlayOf } from '@/model/overlay';
import { journalOf, runUpTo } from '../fixtures/runs';

const asked = runUpTo({ id: 'r1', upTo: 'approve', status: 'approval', startedAgo: 60 });
const planned = runUpTo({ id: 'r2', upTo: 'close_incident', status: 'completed', runStatus: 'completed', mode: 'dry-run', startedAgo: 60 });

describe('overlayOf', () => {
  it('tells the state of each node from its latest step', () => {
    const overlay = overlayOf(asked);
    expect(overlay.get('quarantine')?.state).toBe('completed');
    expect(overlay.get('approve')?.state).toBe('approval');
    expect(overlay.get('patch')?.state).toBe('untouched');
  });

  it('tells that a choice was passed from the edges around it', () => {
    const overlay = overlayOf(asked);
    expect(overlay.get('risky')?.state).toBe('passed');
    expect(overlay.get('new_vm')?.state).toBe('passed');
    expect(overlay.get('by_hand')?.state).toBe('untouched');
    expect(overlay.get('scan_failed')?.state).toBe('untouched');
  });

  it('lists the planned changes of a dry run on their node', () => {
    const changes = overlayOf(planned).get('quarantine')?.changes ?? [];
    expect(changes).toHaveLength(2);
    expect(changes.every(({ effect }) => effect.status === 'planned')).toBe(true);
  });

  it('prefers an open visit to a later one that has ended', () => {
    const [first] = asked.steps;
    if (!first) throw new Error('The fixture has steps.');
    const open = { ...first, id: 90, generation: 1, status: 'waiting' as const, endedAt: null };
    const ended = { ...first, id: 91, generation: 2, status: 'completed' as const };
    expect(latestStep([open, ended])?.id).toBe(90);
  });

  it('looks first at what needs a person', () => {
    expect(currentNode(asked)).toBe('approve');
    expect(currentNode(planned)).toBeUndefined();
  });
});

describe('momentsOf', () => {
  it('tells the journal in sentences, in order', () => {
    const texts = momentsOf(journalOf(asked), asked).map(({ text }) => text);
    expect(texts[0]).toBe('Started by EventBridge');
    expect(texts).toContain('Quarantine it · intent written down');
    expect(texts).toContain('Quarantine it · change made');
    expect(texts.at(-1)).toBe('Patch it now? · a person is asked');
  });

  it('leaves out bookkeeping and what it does not know', () => {
    const moments = momentsOf(
      [{ version: 1, at: asked.startedAt, events: [{ type: 'edge-taken', edge: 'e1' }, { type: 'of-the-future' }] }],
      asked,
    );
    expect(moments).toEqual([]);
  });
});
