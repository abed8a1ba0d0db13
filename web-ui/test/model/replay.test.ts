import { describe, expect, it } from 'vitest';
import { compareRuns, differingPaths } from '@/model/compareRuns';
import { pinsOfRun } from '@/model/pins';
import { entryAt, replay } from '@/model/replay';
import { withNewest, withNews } from '@/model/runList';
import { journalOf, runUpTo } from '../fixtures/runs';

const run = runUpTo({ id: 'r-1', upTo: 'approve', status: 'approval', startedAgo: 240 });
const journal = journalOf(run);

describe('stepping through time', () => {
  it('begins with nothing reached', () => {
    const { overlay, counts } = replay(run, journal, 0);
    expect([...overlay.values()].every(({ state }) => state === 'untouched' || state === 'passed')).toBe(true);
    expect(counts).toEqual({});
  });

  it('shows a node at work from when it was entered until it was done', () => {
    const began = journal.findIndex(({ events }) => JSON.stringify(events).includes('"node":"scan"'));
    const before = replay(run, journal, began - 1).overlay.get('scan');
    const at = replay(run, journal, began);
    expect(before?.state).toBe('untouched');
    expect(at.overlay.get('scan')?.state).toBe('working');
    expect(at.node).toBe('scan');
    expect(replay(run, journal, began + 1).overlay.get('scan')).toMatchObject({ state: 'completed', visits: 1 });
  });

  it('ends where the run is now', () => {
    const { overlay } = replay(run, journal, journal.length);
    expect(overlay.get('approve')?.state).toBe('approval');
    expect(overlay.get('vm')?.state).toBe('completed');
    expect(overlay.get('patch')?.state).toBe('untouched');
  });

  it('follows an effect from its intent over doubt to its outcome, and what is undone', () => {
    const key = run.effects[0]?.key ?? '';
    const at = run.startedAt;
    const events = [
      [{ type: 'step-entered', step: { id: 2, node: 'tag_external' } }],
      [{ type: 'effect-declared', step: 2, node: 'tag_external', key }],
      [{ type: 'effect-doubted', step: 2, key }],
      [{ type: 'effect-applied', step: 2, key }, { type: 'step-completed', step: 2, node: 'tag_external' }],
      [{ type: 'step-entered', step: { id: 90, node: 'tag_external' } }, { type: 'effect-declared', step: 90, key: 'undo', undoes: key }],
      [{ type: 'effect-applied', step: 90, key: 'undo' }],
    ].map((each, version) => ({ version, at, events: each }));
    const seen = (index: number) => {
      const node = replay(run, events, index).overlay.get('tag_external');
      return [node?.state, node?.changes[0]?.effect.status];
    };
    expect(seen(0)).toEqual(['working', undefined]);
    expect(seen(1)).toEqual(['working', 'intended']);
    expect(seen(2)).toEqual(['following', 'doubted']);
    expect(seen(3)).toEqual(['completed', 'applied']);
    expect(seen(4)).toEqual(['undoing', 'applied']);
    expect(seen(5)[1]).toBe('undone');
  });

  it('counts the ways taken and the tries', () => {
    const at = run.startedAt;
    const events = [
      [{ type: 'run-started', start: 'new_vm' }, { type: 'edge-taken', edge: 'e1' }, { type: 'step-entered', step: { id: 1, node: 'vm' } }],
      [{ type: 'attempt-failed', step: 1, attempt: 1, retryAt: at }],
      [{ type: 'attempt-failed', step: 1, attempt: 2, retryAt: null }, { type: 'incident-raised', step: 1, node: 'vm' }],
    ].map((each, version) => ({ version, at, events: each }));
    expect(replay(run, events, 0).counts).toEqual({ e1: 1 });
    expect(replay(run, events, 1).overlay.get('vm')).toMatchObject({ state: 'retrying', attempts: 2 });
    expect(replay(run, events, 2).overlay.get('vm')).toMatchObject({ state: 'incident', attempts: 2 });
  });

  it('finds the entry of a moment', () => {
    expect(entryAt(journal, '1970-01-01T00:00:00Z')).toBe(0);
    expect(entryAt(journal, '2999-01-01T00:00:00Z')).toBe(journal.length - 1);
  });
});

describe('two runs compared', () => {
  const ended = runUpTo({ id: 'r-2', upTo: 'close_incident', status: 'completed', runStatus: 'completed', startedAgo: 5400 });
  const steps = ended.steps.map((step) => (step.node === 'risk' ? { ...step, output: { ...step.output, score: 120 } } : step));
  const other = { ...ended, steps };

  it('are the same where they did the same', () => {
    const { nodes, edges } = compareRuns(run, run);
    expect(nodes.every(({ difference }) => difference === 'same')).toBe(true);
    expect(edges).toEqual([]);
  });

  it('differ in the path, the states and the outputs', () => {
    const { nodes, edges, marks } = compareRuns(run, other);
    const of = (id: string) => nodes.find(({ node }) => node === id)?.difference;
    expect(of('vm')).toBe('same');
    expect(of('approve')).toBe('state');
    expect(of('patch')).toBe('only-b');
    expect(of('risk')).toBe('output');
    expect(nodes.find(({ node }) => node === 'risk')?.paths).toEqual(['score']);
    expect(edges.map(({ edge }) => edge)).toContain('e20');
    expect(marks.get('patch')).toBe('added');
  });

  it('name the fields that differ', () => {
    expect(differingPaths({ a: 1, b: [{ c: 2 }] }, { a: 1, b: [{ c: 3 }], d: true })).toEqual(['b[0].c', 'd']);
    expect(differingPaths(null, { a: 1 })).toEqual(['(all)']);
  });
});

describe('a run taken into the editor', () => {
  it('pins what each completed step answered, and nothing else', () => {
    const pins = pinsOfRun(run, run.document);
    expect(pins['vm']).toMatchObject({ output: { name: 'web-1' } });
    expect(Object.keys(pins)).not.toContain('approve');
    expect(Object.keys(pins)).not.toContain('new_vm');
  });

  it('pins a failure that the workflow went on from', () => {
    const steps = run.steps.map((step) =>
      step.node === 'scan' ? { ...step, status: 'ended' as const, output: null, failure: { code: 'qualys.busy', message: 'Busy', fault: 'provider' } } : step,
    );
    expect(pinsOfRun({ ...run, steps }, run.document)['scan']).toEqual({ error: { code: 'qualys.busy', message: 'Busy' } });
  });
});

describe('a long list of runs', () => {
  const list = { pages: [{ items: [run], next: 'c' }, { items: [{ ...run, id: 'r-0', version: 1 }], next: null }] };

  it('takes newer versions from the stream, and leaves the rest as it is', () => {
    const told = withNews(list, new Map([['r-0', { id: 'r-0', status: 'completed', version: 9 }]]));
    expect(told.pages[1]?.items[0]).toMatchObject({ status: 'completed', version: 9 });
    expect(told.pages[0]).toBe(list.pages[0]);
    expect(withNews(list, new Map([['r-0', { id: 'r-0', status: 'completed', version: 1 }]]))).toBe(list);
  });

  it('puts new runs first and never shows one twice', () => {
    const newest = withNewest(list, [{ ...run, id: 'r-9' }, { ...run, incidents: 2 }]);
    expect(newest.pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(['r-9', 'r-1', 'r-0']);
    expect(newest.pages[0]?.items[1]?.incidents).toBe(2);
  });
});
