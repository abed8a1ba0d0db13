import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/api/types';
import { momentsOf } from '@/model/journal';
import { currentNode, openSteps, overlayOf } from '@/model/overlay';
import { replay } from '@/model/replay';
import { runbookOf } from '@/model/runbook';
import { catalogue } from '../fixtures/answers';
import { posture, postureRun } from '../fixtures/areas';

const at = postureRun.startedAt;
const entry = (version: number, ...events: JournalEntry['events']): JournalEntry => ({ version, at, events });
const entered = (id: number, node: string, is: string) => ({ type: 'step-entered', step: { id, node, doing: { is } } });

const journal: readonly JournalEntry[] = [
  entry(0, { type: 'run-started', by: ['user', 'ada'], start: 'begin' }, { type: 'edge-taken', edge: 'a1' }, entered(1, 'collect', 'inside'), entered(2, 'slow', 'sleep'), { type: 'node-passed', node: 'collect_begin' }),
  entry(1, { type: 'round-begun', step: 1, round: 2 }),
  entry(2, { type: 'boundary-fired', boundary: 'slow', step: 2, interrupting: false }, entered(8, 'slow', 'inside'), { type: 'message-thrown', node: 'tell', message: 'slow-posture', key: 'r' }, { type: 'step-ended', step: 2, node: 'slow', why: 'it has fired' }),
  entry(3, { type: 'step-completed', step: 1, node: 'collect' }, entered(6, 'each', 'inside'), entered(7, 'freeze', 'listen')),
  entry(4, { type: 'message-received', step: 7, message: '$signal', key: 'change-freeze' }, { type: 'boundary-fired', boundary: 'freeze', step: 6 }, { type: 'verdict-given', node: 'passes', resource: 'i-1', pass: false, reason: 'Too risky' }),
];

describe('a run over areas', () => {
  const overlay = overlayOf(postureRun);

  it('shows an area as its own step stands, a loop with its rounds, a beginning as often as it was begun', () => {
    expect(overlay.get('collect')).toMatchObject({ state: 'completed', round: 3, visits: 1 });
    expect(overlay.get('each')).toMatchObject({ state: 'working', note: '3 of 5, 1 failed' });
    expect(overlay.get('collect_begin')).toMatchObject({ state: 'passed', visits: 3 });
    const again = overlayOf({ ...postureRun, steps: postureRun.steps.map((step) => (step.node === 'collect' ? { ...step, status: 'working', output: null, endedAt: null } : step)), edges: { ...postureRun.edges, a2: 2 } });
    expect(again.get('collect')).toMatchObject({ state: 'working', round: 2 });
  });

  it('does not take waiting for an event for being there', () => {
    expect(overlay.get('freeze')).toMatchObject({ state: 'untouched', visits: 0 });
    expect(overlay.get('slow')).toMatchObject({ state: 'untouched', visits: 0 });
    expect(openSteps(postureRun).map(({ node }) => node)).toEqual(['each']);
    expect(currentNode(postureRun)).toBe('each');
  });

  it('is in the step within, not in the area around it', () => {
    const inside = { ...postureRun, steps: postureRun.steps.map((step) => ({ ...step, status: step.node === 'collect' || step.id === 5 ? ('working' as const) : ('completed' as const) })) };
    expect(openSteps(inside).map(({ node }) => node)).toEqual(['page']);
  });
});

const seen = (index: number, node: string) => replay(postureRun, journal, index).overlay.get(node);

describe('stepping through it', () => {
  it('follows rounds, and handlers from when they begin', () => {
    expect(seen(0, 'collect')).toMatchObject({ state: 'working', round: 1 });
    expect(seen(0, 'slow')).toMatchObject({ state: 'untouched', visits: 0 });
    expect(seen(1, 'collect')).toMatchObject({ round: 2 });
    expect(seen(2, 'slow')).toMatchObject({ state: 'working', visits: 1 });
    expect(seen(3, 'freeze')).toMatchObject({ state: 'untouched' });
    expect(seen(4, 'freeze')).toMatchObject({ state: 'passed', visits: 1 });
  });

  it('tells what was thrown, heard and judged, and not what was only waited for', () => {
    const told = momentsOf(journal, postureRun).map(({ text }) => text);
    expect(told).toEqual([
      'Started by ada', 'Collect began', 'Collect · round 2', 'When it takes long took over', 'When it takes long began',
      'Tell the desk sent “slow-posture”', 'Collect done', 'Each machine began', 'Freeze received the signal “change-freeze”', 'Freeze took over', 'i-1 does not pass',
    ]);
  });
});

describe('the run-book', () => {
  const steps = runbookOf(posture, catalogue).steps;
  const settings = (id: string) => Object.fromEntries((steps.find((step) => step.id === id)?.settings ?? []).map(({ title, value }) => [title, value.map(({ text }) => text).join('')]));

  it('tells areas with what is in them, and each new kind in words', () => {
    expect(steps.map(({ id }) => id).slice(0, 6)).toEqual(['begin', 'collect', 'collect_begin', 'page', 'collect_end', 'slow']);
    expect(settings('collect')['Rounds at most']).toBe('10');
    expect(settings('page')['Part of']).toBe('2 Collect');
    expect(settings('slow')['Begins']).toBe('after 2 hours');
    expect(settings('each')).toMatchObject({ 'At the same time': '5', 'When one fails': 'the others go on, the failed ones are counted' });
    expect(settings('tell')).toMatchObject({ Message: 'slow-posture' });
    expect(settings('look')).toMatchObject({ Workflow: 'wf_1' });
    expect(settings('back')).toMatchObject({ Undoes: 'what was changed in the area it stands in' });
    expect(settings('passes')['What was checked']).toBe('Id of the item');
    expect(steps.find(({ id }) => id === 'each')?.roads[0]).toMatchObject({ when: 'the signal “change-freeze” comes' });
  });
});
