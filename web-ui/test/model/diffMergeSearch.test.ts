import { describe, expect, it } from 'vitest';
import { diffDocuments, isSame } from '@/model/diff';
import { merge } from '@/model/merge';
import { searchWorkflow } from '@/model/search';
import type { WorkflowDocument } from '@/model/workflow';

const base: WorkflowDocument = {
  schema: 1,
  name: 'Quarantine',
  variables: [{ name: 'threshold', value: 900 }],
  nodes: [
    { id: 'start', kind: 'start', trigger: 'manual' },
    { id: 'score', kind: 'choice', name: 'High score?' },
    { id: 'quarantine', kind: 'task', type: 'aws.ec2.quarantine', config: { connection: 'aws', region: 'eu-west-1' } },
    { id: 'done', kind: 'end' },
  ],
  edges: [
    { id: 'e1', from: 'start', to: 'score' },
    { id: 'e2', from: 'score', to: 'quarantine', when: 'nodes.score > 900' },
    { id: 'e3', from: 'quarantine', to: 'done' },
  ],
  layout: { nodes: { start: { x: 0, y: 0 }, quarantine: { x: 300, y: 0 } } },
};

const withNode = (document: WorkflowDocument, id: string, change: object): WorkflowDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});
const without = (document: WorkflowDocument, id: string): WorkflowDocument => ({
  ...document,
  nodes: document.nodes.filter((node) => node.id !== id),
  edges: document.edges.filter(({ from, to }) => from !== id && to !== id),
});

describe('the difference of two states', () => {
  it('is nothing for the same, whatever the order of keys', () => {
    const turned = withNode(base, 'quarantine', { config: { region: 'eu-west-1', connection: 'aws' } });
    expect(isSame(diffDocuments(base, turned))).toBe(true);
  });

  it('names each field that differs, by its path', () => {
    const after = withNode(base, 'quarantine', { config: { connection: 'aws', region: 'us-east-1' }, name: 'Isolate' });
    expect(diffDocuments(base, after).elements).toEqual([
      {
        subject: 'node', id: 'quarantine', name: 'Isolate', kind: 'changed',
        fields: [
          { path: 'config.region', before: 'eu-west-1', after: 'us-east-1' },
          { path: 'name', before: undefined, after: 'Isolate' },
        ],
      },
    ]);
  });

  it('tells what came and what went, edges in words', () => {
    const { elements } = diffDocuments(base, without(base, 'done'));
    expect(elements.map(({ subject, kind, name }) => [subject, kind, name])).toEqual([
      ['node', 'removed', 'done'],
      ['edge', 'removed', 'quarantine → done'],
    ]);
  });

  it('keeps what is only drawn elsewhere apart', () => {
    const after = { ...base, layout: { nodes: { ...base.layout?.nodes, start: { x: 5, y: 0 } } } };
    expect(diffDocuments(base, after)).toEqual({ elements: [], moved: ['start'] });
  });

  it('covers name, description, variables, notes and groups', () => {
    const after: WorkflowDocument = {
      ...base,
      description: 'x',
      variables: [{ name: 'threshold', value: 950 }],
      layout: { ...base.layout, notes: [{ id: 'n1', text: 'Why\n900', box: { x: 0, y: 0 } }], groups: [{ id: 'g1', title: 'Contain', nodes: [] }] },
    };
    const { elements } = diffDocuments(base, after);
    expect(elements.map(({ subject, name }) => `${subject} ${name}`)).toEqual([
      'workflow Quarantine', 'variable threshold', 'note Why', 'group Contain',
    ]);
  });
});

describe('merging two people’s changes', () => {
  it('takes what only one has changed, field by field', () => {
    const mine = withNode(base, 'quarantine', { config: { connection: 'prod', region: 'eu-west-1' } });
    const theirs = withNode(base, 'quarantine', { name: 'Isolate' });
    const merged = merge(base, mine, theirs);
    expect(merged.conflicts).toEqual([]);
    const node = merged.resolve({}).nodes.find(({ id }) => id === 'quarantine');
    expect(node).toEqual({ ...base.nodes[2], name: 'Isolate', config: { connection: 'prod', region: 'eu-west-1' } });
  });

  it('asks about a field both have changed, and follows the answer', () => {
    const mine = withNode(base, 'score', { name: 'Mine?' });
    const theirs = withNode(base, 'score', { name: 'Theirs?' });
    const merged = merge(base, mine, theirs);
    expect(merged.conflicts).toMatchObject([{ key: 'nodes/score/name', base: 'High score?', mine: 'Mine?', theirs: 'Theirs?' }]);
    expect(merged.resolve({}).nodes[1]?.name).toBe('Mine?');
    expect(merged.resolve({ 'nodes/score/name': 'theirs' }).nodes[1]?.name).toBe('Theirs?');
  });

  it('asks when one removed what the other changed', () => {
    const merged = merge(base, without(base, 'quarantine'), withNode(base, 'quarantine', { name: 'Isolate' }));
    expect(merged.conflicts.map(({ key, mine }) => [key, mine])).toEqual([['nodes/quarantine', undefined]]);
    const kept = merged.resolve({ 'nodes/quarantine': 'theirs' });
    expect(kept.nodes.map(({ id }) => id)).toContain('quarantine');
    expect(merged.resolve({}).nodes.map(({ id }) => id)).not.toContain('quarantine');
  });

  it('leaves no edge without its ends', () => {
    const mine = { ...base, edges: [...base.edges, { id: 'e4', from: 'score', to: 'done', otherwise: true }] };
    const result = merge(base, mine, without(base, 'done')).resolve({});
    const ids = new Set(result.nodes.map(({ id }) => id));
    expect(result.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
  });

  it('never asks about places, mine win', () => {
    const move = (x: number): WorkflowDocument => ({ ...base, layout: { nodes: { start: { x, y: 0 } } } });
    const merged = merge(base, move(1), move(2));
    expect(merged.conflicts).toEqual([]);
    expect(merged.resolve({}).layout?.nodes?.['start']).toEqual({ x: 1, y: 0 });
  });

  it('keeps additions of both', () => {
    const add = (id: string): WorkflowDocument => ({ ...base, nodes: [...base.nodes, { id, kind: 'end' }] });
    const ids = merge(base, add('mine_end'), add('their_end')).resolve({}).nodes.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['mine_end', 'their_end', 'start']));
  });
});

describe('searching a workflow', () => {
  const context = {
    catalogue: { nodeTypes: [], triggerTypes: [], connectionTypes: [] },
    problems: [{ code: 'X', severity: 'error' as const, element: 'score', message: 'm' }],
  };
  const find = (question: string) => searchWorkflow(base, question, context);

  it('finds words in any property, in every case', () => {
    expect(find('EU-west')).toEqual(['quarantine']);
    expect(find('high')).toEqual(['score', 'e1', 'e2']);
  });

  it('understands is:, uses:, type: and kind:, all at once', () => {
    expect(find('is:invalid')).toEqual(['score']);
    expect(find('uses:aws')).toEqual(['quarantine']);
    expect(find('type:ec2 kind:task')).toEqual(['quarantine']);
    expect(find('uses:aws is:invalid')).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(find('  ')).toEqual([]);
  });
});
