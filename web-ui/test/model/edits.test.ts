import { describe, expect, it } from 'vitest';
import { applyEdit } from '@/model/applyEdit';
import type { Edit, Fragment } from '@/model/edit';
import { newHistory, record, redo, undo } from '@/model/history';
import { takenIds } from '@/model/ids';
import { settled } from '@/model/settle';
import { sizeOf } from '@/model/shapes';
import type { WorkflowDocument, WorkflowNode } from '@/model/workflow';
import { internetFacing, snapshots } from '../fixtures/documents';

const document = settled(internetFacing);
const at = { x: 2000, y: 2000, ...sizeOf('task') };
const task = (id: string): WorkflowNode => ({ id, kind: 'task', name: id, type: 'http.request', config: {} });
const note = { id: 'note_1', text: '**Why**', box: { x: 0, y: 0, width: 200, height: 100 } };
const group = { id: 'group_1', title: 'Patching', nodes: ['lane', 'patch'] };
const fragment: Fragment = {
  sluice: 'fragment', schema: 1, nodes: [task('scan')], edges: [], boxes: { scan: at },
};
const withNote = applyEdit(document, { type: 'set-note', note });
const withGroup = applyEdit(document, { type: 'set-group', group });
const loose = applyEdit(document, { type: 'add-node', node: task('loose'), box: at });

/** One of each: the document it is done to, and what must hold afterwards. */
const cases: readonly { readonly on: WorkflowDocument; readonly edit: Edit; readonly expects: (after: WorkflowDocument) => void }[] = [
  { on: document, edit: { type: 'add-node', node: task('fresh'), box: at }, expects: (after) => {
    expect(node(after, 'fresh')).toBeDefined();
    expect(after.layout?.nodes?.['fresh']).toEqual(at);
  } },
  { on: document, edit: { type: 'insert-on-edge', edge: 'e3', node: task('fresh'), box: at }, expects: (after) => {
    expect(edge(after, 'e3')).toMatchObject({ from: 'is_public', to: 'fresh', when: 'nodes.vm.output.publicIp != null' });
    expect(after.edges.find(({ from }) => from === 'fresh')?.to).toBe('tag_external');
  } },
  { on: loose, edit: { type: 'add-connected', node: task('fresh'), box: at, edge: { id: 'new_edge', from: 'loose', to: 'fresh' } }, expects: (after) => {
    expect(edge(after, 'new_edge')).toBeDefined();
  } },
  { on: document, edit: { type: 'remove', nodes: ['scan'], edges: [] }, expects: (after) => {
    expect(node(after, 'scan')).toBeUndefined();
    expect(node(after, 'scan_failed')).toBeUndefined();
    expect(after.edges.some(({ from, to }) => [from, to].some((id) => id.startsWith('scan')))).toBe(false);
    expect(after.layout?.nodes?.['scan']).toBeUndefined();
  } },
  { on: document, edit: { type: 'remove', nodes: ['scan'], edges: [], heal: true }, expects: (after) => {
    expect(edge(after, 'e5')).toMatchObject({ from: 'tag_external', to: 'risk' });
  } },
  { on: document, edit: { type: 'move', boxes: { scan: at } }, expects: (after) => expect(after.layout?.nodes?.['scan']).toEqual(at) },
  { on: loose, edit: { type: 'connect', edge: { id: 'new_edge', from: 'loose', to: 'scan' } }, expects: (after) => {
    expect(edge(after, 'new_edge')).toBeDefined();
  } },
  { on: document, edit: { type: 'reconnect', edge: 'e6', to: 'note' }, expects: (after) => expect(edge(after, 'e6')?.to).toBe('note') },
  { on: document, edit: { type: 'set-node', id: 'scan', node: { ...task('scan'), name: 'Other' } }, expects: (after) => {
    expect(node(after, 'scan')?.name).toBe('Other');
  } },
  { on: document, edit: { type: 'rename-node', id: 'vm', newId: 'machine' }, expects: (after) => {
    expect(edge(after, 'e3')?.when).toBe('nodes.machine.output.publicIp != null');
    expect(node(after, 'scan')?.config?.['title']).toBe('Perimeter ${nodes.machine.output.instanceId}');
    expect(node(after, 'approve')?.['title']).toBe('Patch ${nodes.machine.output.name}?');
    expect(after.layout?.nodes?.['machine']).toBeDefined();
  } },
  { on: document, edit: { type: 'set-edge', id: 'e3', edge: { id: 'e3', from: 'is_public', to: 'tag_external', otherwise: true } }, expects: (after) => {
    expect(after.edges.filter((one) => one.from === 'is_public' && one.otherwise).map(({ id }) => id)).toEqual(['e3']);
  } },
  { on: document, edit: { type: 'order-edges', from: 'risky', edges: ['e9', 'e8'] }, expects: (after) => {
    expect(after.edges.filter(({ from }) => from === 'risky').map(({ id }) => id)).toEqual(['e9', 'e8']);
  } },
  { on: document, edit: { type: 'bend-edge', id: 'e5', points: [{ x: 1, y: 2 }] }, expects: (after) => {
    expect(after.layout?.edges?.['e5']).toEqual([{ x: 1, y: 2 }]);
  } },
  { on: document, edit: { type: 'set-header', name: 'Another', description: 'For another purpose' }, expects: (after) => {
    expect(after.name).toBe('Another');
  } },
  { on: document, edit: { type: 'set-variables', variables: [] }, expects: (after) => expect(after.variables).toEqual([]) },
  { on: document, edit: { type: 'set-note', note }, expects: (after) => expect(after.layout?.notes).toEqual([note]) },
  { on: withNote, edit: { type: 'remove-note', id: 'note_1' }, expects: (after) => expect(after.layout?.notes).toEqual([]) },
  { on: document, edit: { type: 'set-group', group }, expects: (after) => expect(after.layout?.groups).toEqual([group]) },
  { on: withGroup, edit: { type: 'remove-group', id: 'group_1' }, expects: (after) => expect(after.layout?.groups).toEqual([]) },
  { on: document, edit: { type: 'paste', fragment }, expects: (after) => {
    expect(after.nodes).toHaveLength(document.nodes.length + 1);
    expect(node(after, 'scan_2')).toBeDefined();
  } },
  { on: document, edit: { type: 'replace', document: snapshots, why: 'From the text' }, expects: (after) => {
    expect(after.name).toBe('Snapshot encryption');
    expect(Object.keys(after.layout?.nodes ?? {})).toHaveLength(snapshots.nodes.length);
  } },
];

function node(from: WorkflowDocument, id: string) {
  return from.nodes.find((one) => one.id === id);
}

function edge(from: WorkflowDocument, id: string) {
  return from.edges.find((one) => one.id === id);
}

describe('edits', () => {
  it.each(cases.map((one) => [`${one.edit.type}${'heal' in one.edit ? ' (healing)' : ''}`, one] as const))('%s is done, undone, done again', (_, { on, edit, expects }) => {
    const frozen = deepFreeze(on);
    const after = applyEdit(frozen, edit);
    expects(after);
    expectSound(after);

    let history = record(newHistory(frozen), after, 'edit');
    history = undo(history);
    expect(history.present.document).toBe(frozen);
    history = redo(history);
    expect(history.present.document).toBe(after);
  });

  it.each<readonly [string, Edit]>([
    ['an id that is taken', { type: 'add-node', node: task('scan'), box: at }],
    ['an id that is a word of expressions', { type: 'add-node', node: task('in'), box: at }],
    ['an event without a host', { type: 'add-node', node: { id: 'x1', kind: 'boundary', on: 'nowhere' }, box: at }],
    ['an event on a choice', { type: 'add-node', node: { id: 'x1', kind: 'boundary', on: 'risky' }, box: at }],
    ['an edge that is gone', { type: 'insert-on-edge', edge: 'nowhere', node: task('x1'), box: at }],
    ['an end in the middle of an edge', { type: 'insert-on-edge', edge: 'e5', node: { id: 'x1', kind: 'end' }, box: at }],
    ['a second way out of a task', { type: 'connect', edge: { id: 'x1', from: 'scan', to: 'note' } }],
    ['a way into a trigger', { type: 'reconnect', edge: 'e5', to: 'new_vm' }],
    ['nothing that is there', { type: 'remove', nodes: ['nowhere'], edges: ['nowhere'] }],
    ['a name of somebody else', { type: 'rename-node', id: 'scan', newId: 'patch' }],
    ['a place for nothing', { type: 'move', boxes: { nowhere: at } }],
    ['a host that becomes a choice', { type: 'set-node', id: 'scan', node: { id: 'scan', kind: 'choice' } }],
  ])('%s leaves the document as it is', (_, edit) => {
    expect(applyEdit(document, edit)).toBe(document);
  });

  it('an edge that leaves its choice leaves its condition behind', () => {
    const after = applyEdit(loose, { type: 'reconnect', edge: 'e3', from: 'loose' });
    expect(edge(after, 'e3')).toEqual({ id: 'e3', from: 'loose', to: 'tag_external', name: 'public' });
  });

  it('bends move along when both ends do, and are found anew when one does', () => {
    const bent = applyEdit(document, { type: 'bend-edge', id: 'e5', points: [{ x: 10, y: 20 }] });
    const shifted = (id: string) => {
      const box = bent.layout?.nodes?.[id];
      return { ...at, ...box, x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 7 };
    };
    const both = applyEdit(bent, { type: 'move', boxes: { tag_external: shifted('tag_external'), scan: shifted('scan') } });
    expect(both.layout?.edges?.['e5']).toEqual([{ x: 15, y: 27 }]);
    const one = applyEdit(bent, { type: 'move', boxes: { scan: shifted('scan') } });
    expect(one.layout?.edges?.['e5']).toBeUndefined();
  });

  it('healing a removed chain leads its way in to what follows the chain', () => {
    const after = applyEdit(document, { type: 'remove', nodes: ['incident', 'change'], edges: [], heal: true });
    expect(edge(after, 'e10')).toMatchObject({ from: 'quarantine', to: 'approve' });
  });

  it('any sequence, undone, ends where it began; done again, where it was', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      let history = newHistory(document);
      let steps = 0;
      for (let i = 0; i < 25; i++) {
        const after = applyEdit(history.present.document, randomEdit(history.present.document, random));
        expectSound(after, seed);
        if (after !== history.present.document) steps++;
        history = record(history, after, `step ${i}`);
      }
      const last = history.present.document;
      expect(history.past, `seed ${seed}`).toHaveLength(steps);
      for (let i = 0; i < steps; i++) history = undo(history);
      expect(history.present.document, `seed ${seed}`).toBe(document);
      for (let i = 0; i < steps; i++) history = redo(history);
      expect(history.present.document, `seed ${seed}`).toBe(last);
    }
  });
});

describe('history', () => {
  it('takes a burst of keystrokes for one step, and a new burst for another', () => {
    const typed = (name: string) => ({ ...document, name });
    let history = newHistory(document);
    history = record(history, typed('S'), 'Renamed', 'name#1');
    history = record(history, typed('Sc'), 'Renamed', 'name#1');
    history = record(history, typed('Sca'), 'Renamed', 'name#2');
    expect(history.past).toHaveLength(2);
    expect(undo(history).present.document.name).toBe('Sc');
    expect(undo(undo(history)).present.document).toBe(document);
  });

  it('typing on after undo is a step of its own and forgets what was undone', () => {
    let history = record(newHistory(document), { ...document, name: 'a' }, 'Renamed', 'name#1');
    history = undo(history);
    history = record(history, { ...document, name: 'b' }, 'Renamed', 'name#1');
    expect(history.past).toHaveLength(1);
    expect(redo(history)).toBe(history);
  });
});

/** What every document in the editor holds: free ids, edges between nodes there are, a place for each. */
function expectSound(of: WorkflowDocument, seed = 0): void {
  const ids = [...of.nodes, ...of.edges].map(({ id }) => id);
  expect(new Set(ids).size, `seed ${seed}: ids`).toBe(ids.length);
  const known = new Set(of.nodes.map(({ id }) => id));
  for (const { from, to } of of.edges) expect(known.has(from) && known.has(to), `seed ${seed}: ends`).toBe(true);
  for (const { kind, on, id } of of.nodes) {
    if (kind === 'boundary') expect(known.has(on ?? ''), `seed ${seed}: host`).toBe(true);
    else expect(of.layout?.nodes?.[id], `seed ${seed}: place of ${id}`).toBeDefined();
  }
  expect(takenIds(of).size).toBeGreaterThanOrEqual(ids.length);
}

function randomEdit(of: WorkflowDocument, random: () => number): Edit {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const one = pick(of.nodes)?.id ?? 'none';
  const other = pick(of.nodes)?.id ?? 'none';
  const way = pick(of.edges)?.id ?? 'none';
  const id = `r${Math.floor(random() * 1e6)}`;
  const box = { x: Math.floor(random() * 900), y: Math.floor(random() * 900), ...sizeOf('task') };
  const edits: readonly Edit[] = [
    { type: 'add-node', node: task(id), box },
    { type: 'insert-on-edge', edge: way, node: random() < 0.3 ? { id, kind: 'choice' } : task(id), box },
    { type: 'add-connected', node: task(id), box, edge: { id: `${id}_e`, from: one, to: id } },
    { type: 'remove', nodes: [one], edges: [way], heal: random() < 0.5 },
    { type: 'move', boxes: { [one]: box } },
    { type: 'connect', edge: { id, from: one, to: other } },
    { type: 'reconnect', edge: way, ...(random() < 0.5 ? { from: one } : { to: other }) },
    { type: 'rename-node', id: one, newId: id },
    { type: 'order-edges', from: one, edges: of.edges.filter(({ from }) => from === one).map((e) => e.id).toReversed() },
    { type: 'bend-edge', id: way, points: [{ x: random(), y: random() }] },
    { type: 'set-note', note: { ...note, id } },
    { type: 'set-group', group: { id, title: id, nodes: [one, other] } },
    { type: 'paste', fragment: { ...fragment, nodes: [task(one), { id: 'ev', kind: 'boundary', on: one }], boxes: { [one]: box } } },
  ];
  return pick(edits) ?? { type: 'remove-note', id };
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
