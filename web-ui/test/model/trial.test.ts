import { describe, expect, it } from 'vitest';
import type { Run } from '@/api/types';
import { exampleEvent, pinsFor, pinsOf, sampleOf } from '@/model/trial';
import type { WorkflowDocument } from '@/model/workflow';

const document: WorkflowDocument = {
  schema: 1,
  name: 'w',
  nodes: [
    { id: 's', kind: 'start', trigger: 'manual' },
    { id: 'a', kind: 'task', type: 't' },
    { id: 'b', kind: 'task', type: 't' },
    { id: 'c', kind: 'task', type: 't' },
  ],
  edges: [
    { id: 'e1', from: 's', to: 'a' },
    { id: 'e2', from: 'a', to: 'b' },
    { id: 'e3', from: 'b', to: 'c' },
  ],
};
const steps = [
  { node: 'a', status: 'completed', output: { n: 1 } },
  { node: 'c', status: 'completed', output: { n: 3 } },
  { node: 'b', status: 'incident', output: null },
] as unknown as Run['steps'];
const sample = sampleOf({ trigger: { id: 1 }, variables: { v: 2 }, steps });

describe('trying a draft', () => {
  it('learns from a run what its completed steps gave', () => {
    expect(sample).toEqual({ trigger: { id: 1 }, vars: { v: 2 }, nodes: { a: { n: 1 }, c: { n: 3 } } });
  });

  it('pins only what is still there and does work', () => {
    expect(pinsOf({ ...sample, nodes: { ...sample.nodes, gone: {}, s: {} } }, document)).toEqual({
      a: { output: { n: 1 } }, c: { output: { n: 3 } },
    });
  });

  it('runs one node alone on what is known of those before it, and never on its own pin', () => {
    const pins = { b: { output: { n: 9 } } };
    expect(pinsFor(document, pins, sample, 'only', 'b')).toEqual({ a: { output: { n: 1 } } });
    expect(pinsFor(document, pins, sample, 'only', 'c')).toEqual({ a: { output: { n: 1 } }, b: { output: { n: 9 } } });
  });

  it('runs all of it with the pins set by hand', () => {
    expect(pinsFor(document, { gone: { output: {} }, a: { output: {} } }, sample, 'all', undefined)).toEqual({ a: { output: {} } });
  });

  it('begins with the examples of the trigger, and the event that a template for it comes with', () => {
    const schema = {
      type: 'object',
      properties: { instanceId: { type: 'string', title: 'Instance id', examples: ['i-1'] }, region: { type: 'string', examples: ['eu-west-1'] } },
    };
    const known = [
      { triggers: ['vm'], input: { elsewhere: 1 } },
      { triggers: ['other'], input: { instanceId: 'i-other' } },
      { triggers: ['vm'], input: { instanceId: 'i-2' } },
    ];
    const start = { id: 's', kind: 'start', trigger: 'vm' } as const;
    expect(exampleEvent(start, schema, [])).toEqual({ instanceId: 'i-1', region: 'eu-west-1' });
    expect(exampleEvent(start, schema, known)).toEqual({ instanceId: 'i-2', region: 'eu-west-1' });
    const own = { type: 'object', properties: { reason: { type: 'string', default: 'drill' } } };
    expect(exampleEvent({ id: 's', kind: 'start', trigger: 'manual', config: { schema: own } }, undefined, known)).toEqual({ reason: 'drill' });
    expect(exampleEvent(undefined, undefined, known)).toEqual({});
  });
});
