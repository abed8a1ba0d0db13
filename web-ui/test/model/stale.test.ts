import { describe, expect, it } from 'vitest';
import { catalogue } from '../fixtures/answers';
import { newEditorStore } from '@/features/editor/store';
import { staleNodes, type Taken } from '@/model/stale';
import type { WorkflowDocument, WorkflowNode } from '@/model/workflow';

const a: WorkflowNode = { id: 'a', kind: 'task', type: 't', name: 'First', config: { x: 1, y: 2 } };
const b: WorkflowNode = { id: 'b', kind: 'task', type: 't', config: {} };
const c: WorkflowNode = { id: 'c', kind: 'task', type: 't', config: {} };
const document: WorkflowDocument = {
  schema: 1, name: 'w', nodes: [a, b, c],
  edges: [{ id: 'e1', from: 'a', to: 'b' }, { id: 'e2', from: 'b', to: 'c' }],
};
const taken: Taken = new Map([['a', a], ['b', b], ['c', c]]);
const none: Taken = new Map();
const withA = (node: Partial<WorkflowNode>) => ({ ...document, nodes: [{ ...a, ...node }, b, c] });

const open = () =>
  newEditorStore(
    { workflow: { document, revision: 1, publishedVersion: null, problems: [] }, rights: { edit: true, run: true }, catalogue },
    { save: () => Promise.resolve() },
  );

describe('data of a trial', () => {
  it('stay true while only names and the order of settings change', () => {
    expect(staleNodes(withA({ name: 'Renamed', config: { y: 2, x: 1 } }), none, taken).size).toBe(0);
  });

  it('are stale for a node that has changed, and for all after it', () => {
    expect(Object.fromEntries(staleNodes(withA({ config: { x: 2 } }), none, taken))).toEqual({ a: 'changed', b: 'before-changed', c: 'before-changed' });
  });

  it('that are pinned are stale only by their own node', () => {
    const changed = withA({ config: { x: 2 } });
    expect(Object.fromEntries(staleNodes(changed, new Map([['b', b]]), taken))).toEqual({ a: 'changed', c: 'before-changed' });
    expect(Object.fromEntries(staleNodes(changed, new Map([['a', a]]), none))).toEqual({ a: 'changed' });
  });

  it('that nobody has taken are never stale', () => {
    expect(staleNodes(withA({ config: { x: 2 } }), none, new Map([['gone', a]])).size).toBe(0);
  });
});

describe('pins of the editor', () => {
  it('remember the node they were made of, until they are made anew', () => {
    const store = open();
    const stale = () => [...staleNodes(store.getState().document, store.getState().taken.pins, store.getState().taken.sample).keys()];
    store.getState().setPins({ a: { output: { n: 1 } } });
    store.getState().edit({ type: 'set-node', id: 'a', node: { ...a, config: { x: 3 } } });
    expect(stale()).toEqual(['a']);
    store.getState().setPins({ ...store.getState().pins, b: { output: {} } });
    expect(stale()).toEqual(['a']);
    store.getState().setPins({ a: { output: { n: 2 } } });
    expect(stale()).toEqual([]);
    store.getState().undo();
    expect(stale()).toEqual(['a']);
    store.getState().setPins({});
    expect(stale()).toEqual([]);
  });

  it('made of the sample are as old as the sample', () => {
    const store = open();
    store.getState().setSample({ trigger: null, vars: {}, nodes: { a: { n: 1 } } }, withA({ config: { x: 9 } }));
    store.getState().pinSample();
    expect(store.getState().pins).toEqual({ a: { output: { n: 1 } } });
    expect([...staleNodes(document, store.getState().taken.pins, new Map()).keys()]).toEqual(['a']);
  });
});
