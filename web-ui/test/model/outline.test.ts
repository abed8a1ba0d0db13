import { describe, expect, it } from 'vitest';
import { type OutlineItem, outlineOf } from '@/model/outline';
import type { WorkflowDocument } from '@/model/workflow';

const document: WorkflowDocument = {
  schema: 1,
  name: 'w',
  nodes: [
    { id: 'start', kind: 'start', trigger: 'manual' },
    { id: 'ask', kind: 'choice' },
    { id: 'act', kind: 'task', type: 't' },
    { id: 'failed', kind: 'boundary', on: 'act', event: { error: ['x.y'] } },
    { id: 'log', kind: 'task', type: 'l' },
    { id: 'done', kind: 'end' },
    { id: 'alone', kind: 'task', type: 't' },
  ],
  edges: [
    { id: 'e1', from: 'start', to: 'ask' },
    { id: 'e2', from: 'ask', to: 'act', when: 'vars.x > 1' },
    { id: 'e3', from: 'ask', to: 'done', otherwise: true },
    { id: 'e4', from: 'act', to: 'done' },
    { id: 'e5', from: 'failed', to: 'log' },
    { id: 'e6', from: 'log', to: 'act' },
  ],
};

const lines = (items: readonly OutlineItem[], depth = 0): string[] =>
  items.flatMap((item) => {
    const indent = ' '.repeat(depth);
    if (item.kind === 'link') return [`${indent}-> ${item.to}`];
    return [
      indent + item.node.id,
      ...item.ways.flatMap((way) => [`${indent} [${way.label}]`, ...lines(way.items, depth + 2)]),
    ];
  });

describe('the outline', () => {
  it('puts each node once, ways that part inside, loops as links, what is not connected last', () => {
    expect(lines(outlineOf(document))).toEqual([
      'start',
      'ask',
      ' [If vars.x > 1]',
      '  act',
      '   [On error x.y]',
      '    log',
      '    -> act',
      '  done',
      ' [Otherwise]',
      '  -> done',
      'alone',
    ]);
  });
});
