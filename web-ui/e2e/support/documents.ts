/** Workflow documents that tests begin with. */

const begin = { id: 'begin', kind: 'start', name: 'Begin', trigger: 'manual', config: {} };
const done = { id: 'done', kind: 'end', name: 'Done' };

interface Node {
  readonly id: string;
  readonly [more: string]: unknown;
}

/** start → `middle` → end. */
function around(name: string, middle: Node, description = ''): object {
  return {
    schema: 1,
    name,
    description,
    nodes: [begin, middle, done],
    edges: [
      { id: 'e1', from: 'begin', to: middle.id },
      { id: 'e2', from: middle.id, to: 'done' },
    ],
  };
}

export const asking = (name: string) =>
  around(name, { id: 'ask', kind: 'approval', name: 'Ask', title: 'Go on?', description: 'Nothing happens without a word.' });

export const logging = (name: string, description = '') =>
  around(name, { id: 'note', kind: 'task', name: 'Note it', type: 'flow.log', config: { message: 'hello' } }, description);

/** Ends in an incident: there is no such machine. */
export const failing = (name: string) =>
  around(name, {
    id: 'look',
    kind: 'task',
    name: 'Look at a machine',
    type: 'aws.ec2.describe-instance',
    config: { connection: 'aws', instanceId: 'i-00000000000000000', region: 'us-east-1' },
    retry: { maxAttempts: 1 },
  });

/** A draft with errors: a choice without ways, a task without its configuration. */
export const broken = (name: string) => ({
  schema: 1,
  name,
  nodes: [begin, { id: 'move', kind: 'task', name: 'Quarantine', type: 'aws.ec2.quarantine', config: {} }, { id: 'which', kind: 'choice', name: 'Which?' }],
  edges: [{ id: 'e1', from: 'begin', to: 'move' }],
});
