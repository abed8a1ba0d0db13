import { describe, expect, it } from 'vitest';
import { canConnect, newEdge } from '@/model/connect';
import type { NodeKind, WorkflowDocument } from '@/model/workflow';

/** Kinds by id, ways as `from>to`. */
function graph(kinds: { readonly [id: string]: NodeKind }, ...ways: readonly string[]): WorkflowDocument {
  return {
    schema: 1,
    name: 'g',
    nodes: Object.entries(kinds).map(([id, kind]) => ({ id, kind, ...(kind === 'boundary' ? { on: 't' } : {}) })),
    edges: ways.map((way, i) => {
      const [from = '', to = ''] = way.split('>');
      return { id: `e${i}`, from, to };
    }),
  };
}

const reason = (document: WorkflowDocument, from: string, to: string, except?: string) => {
  const verdict = canConnect(document, from, to, except);
  return verdict.ok ? undefined : verdict.reason;
};

describe('what may connect where', () => {
  const all = graph({ s: 'start', t: 'task', c: 'choice', f: 'fork', j: 'join', w: 'wait', a: 'approval', b: 'boundary', e: 'end' });

  it('lets every kind that has a way out lead to every kind that has one in', () => {
    for (const from of ['s', 't', 'c', 'f', 'j', 'w', 'a', 'b']) {
      for (const to of ['t', 'c', 'f', 'j', 'w', 'a', 'e']) {
        if (from !== to) expect(reason(all, from, to), `${from}>${to}`).toBeUndefined();
      }
    }
  });

  it('says why a trigger, an event, an end and a node itself are no targets or sources', () => {
    expect(reason(all, 't', 's')).toMatch(/trigger has no way in/);
    expect(reason(all, 't', 'b')).toMatch(/hangs on its node/);
    expect(reason(all, 'e', 't')).toMatch(/end has no way out/);
    expect(reason(all, 't', 't')).toMatch(/cannot lead to itself/);
    expect(reason(all, 't', 'nowhere')).toMatch(/no longer exists/);
  });

  it('lets a task go one way, a choice and a fork several', () => {
    const document = graph({ t: 'task', c: 'choice', f: 'fork', x: 'task', y: 'task' }, 't>x', 'c>x', 'f>x');
    expect(reason(document, 't', 'y')).toMatch(/one way already/);
    expect(reason(document, 'c', 'y')).toBeUndefined();
    expect(reason(document, 'f', 'y')).toBeUndefined();
    expect(reason(document, 'f', 'x')).toMatch(/connected already/);
    expect(reason(document, 'c', 'x'), 'two conditions may lead to one node').toBeUndefined();
    expect(reason(document, 't', 'y', 'e0'), 'the edge that is being moved does not count').toBeUndefined();
  });

  it('lets a race lead to waits and approvals only, each with no other way in', () => {
    const document = graph({ r: 'race', w: 'wait', a: 'approval', t: 'task', x: 'wait', o: 'any-choice' }, 'r>w', 't>x');
    expect(reason(document, 'r', 'a')).toBeUndefined();
    expect(reason(document, 'r', 't')).toMatch(/Only waits and approvals/);
    expect(reason(document, 'r', 'x'), 'another way leads to it').toMatch(/no other way in/);
    expect(reason(document, 'o', 'w'), 'it waits in the race').toMatch(/no other way in/);
    expect(reason(document, 'o', 'a')).toBeUndefined();
  });

  it('refuses a loop in which nothing works or waits, and only that', () => {
    const idle = graph({ c: 'choice', f: 'fork', j: 'join' }, 'c>f', 'f>j');
    expect(reason(idle, 'j', 'c')).toMatch(/loop in which nothing works or waits/);
    expect(reason(graph({ o: 'any-choice', j: 'join' }, 'o>j'), 'j', 'o')).toMatch(/loop in which/);
    const working = graph({ c: 'choice', t: 'task', j: 'join' }, 'c>t', 't>j');
    expect(reason(working, 'j', 'c')).toBeUndefined();
  });
});

describe('a new edge', () => {
  it('is the default when it is the second way out of a choice', () => {
    const document = graph({ c: 'choice', x: 'task', y: 'task', z: 'task' }, 'c>x');
    expect(newEdge(document, 'c', 'y')).toEqual({ id: 'e1', from: 'c', to: 'y', otherwise: true });
    const some = graph({ c: 'any-choice', x: 'task', y: 'task' }, 'c>x');
    expect(newEdge(some, 'c', 'y').otherwise).toBe(true);
    const two = { ...document, edges: [...document.edges, newEdge(document, 'c', 'y')] };
    expect(newEdge(two, 'c', 'z')).toEqual({ id: 'e2', from: 'c', to: 'z' });
  });
});
