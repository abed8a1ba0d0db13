import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '@/model/workflow';
import { base, server } from '../server';
import { document as flow, inspect, write } from './inspect';

const drawn: WorkflowDocument = {
  ...flow,
  nodes: [
    ...flow.nodes,
    { id: 'part', kind: 'scope', name: 'Part' },
    { id: 'part_end', kind: 'end', name: 'Out', in: 'part' },
    { id: 'each', kind: 'for-each', name: 'Each', items: '' },
    { id: 'help', kind: 'handler', name: 'Help', event: { error: [] } },
    { id: 'tell', kind: 'throw', name: 'Tell', message: 'done', key: 'k' },
    { id: 'back', kind: 'compensate', name: 'Back' },
    { id: 'sub', kind: 'call', name: 'Sub', workflow: '' },
    { id: 'raised', kind: 'boundary', name: 'Raised', on: 'part', event: { error: [] } },
  ],
};

type User = ReturnType<typeof inspect>['user'];

async function choose(user: User, field: string | RegExp, option: string) {
  await user.click(await screen.findByRole('combobox', { name: field }));
  await user.click(await screen.findByRole('option', { name: option, hidden: true }));
}

describe('areas', () => {
  it('a scope becomes a loop with a condition and a bound, and its loop comes back when it is turned on again', async () => {
    const { user, node } = inspect({ select: 'part', document: drawn });
    const again = await screen.findByRole('switch', { name: /Again/ });
    await user.click(again);
    expect(node('part')?.['loop']).toEqual({ while: '', most: 10 });
    await user.click(screen.getByRole('radio', { name: 'Expression' }));
    write(await screen.findByRole('textbox', { name: /Once more while/ }), 'nodes.scan.output.score > 1');
    expect(node('part')?.['loop']).toEqual({ while: 'nodes.scan.output.score > 1', most: 10 });
    const most = screen.getByRole('textbox', { name: 'Rounds at most' });
    await user.clear(most);
    await user.type(most, '25');
    expect(node('part')?.['loop']).toMatchObject({ most: 25 });
    await user.click(again);
    expect(node('part')).not.toHaveProperty('loop');
    await user.click(again);
    expect(node('part')?.['loop']).toMatchObject({ most: 25 });
  });

  it('a for-each has a list without “=”, a width, and goes on or stops', async () => {
    const { user, node } = inspect({
      select: 'each', document: drawn,
      problems: [{ code: 'NO_SUCH_NAME', severity: 'error', element: 'each', path: '/items', message: 'Expected a list.' }],
    });
    expect(await screen.findByText('Expected a list.')).toBeInTheDocument();
    write(screen.getByRole('textbox', { name: /For each of/ }), 'trigger.machines');
    expect(node('each')?.['items']).toBe('trigger.machines');
    await user.type(screen.getByRole('textbox', { name: 'At the same time' }), '5');
    expect(node('each')?.['atOnce']).toBe(5);
    await user.click(screen.getByRole('radio', { name: 'go on with the others' }));
    expect(node('each')?.['onFailure']).toBe('go-on');
    await user.click(screen.getByRole('radio', { name: 'stop' }));
    expect(node('each')).not.toHaveProperty('onFailure');
  });

  it('a handler is begun by every event but an undoing, and an error always ends the rest', async () => {
    const { user, node } = inspect({ select: 'help', document: drawn });
    expect(await screen.findByRole('switch', { name: /Ends everything else in the run/ })).toBeDisabled();
    await user.click(screen.getByRole('combobox', { name: 'Begins' }));
    expect(screen.queryByRole('option', { name: 'to make it good', hidden: true })).not.toBeInTheDocument();
    await user.click(screen.getByRole('option', { name: 'on a message', hidden: true }));
    expect(node('help')?.['event']).toEqual({ message: '', key: '' });
    write(await screen.findByRole('textbox', { name: /^Message/ }), 'stop-it');
    write(screen.getByRole('textbox', { name: /^Key/ }), '${trigger.id}');
    expect(node('help')?.['event']).toEqual({ message: 'stop-it', key: '${trigger.id}' });
    await user.click(screen.getByRole('switch', { name: /Ends everything else/ }));
    expect(node('help')?.['interrupting']).toBe(false);
  });
});

describe('events on nodes', () => {
  it('an escalation is heard on a scope only, an undoing has nothing to end', async () => {
    const { user, node, select } = inspect({ select: 'raised', document: drawn });
    await choose(user, 'Leads away', 'on an escalation');
    expect(node('raised')?.['event']).toEqual({ escalation: [] });
    await user.type(screen.getByRole('combobox', { name: 'Which escalations' }), 'late{Enter}');
    expect(node('raised')?.['event']).toEqual({ escalation: ['late'] });
    await choose(user, 'Leads away', 'to make it good');
    expect(node('raised')).toMatchObject({ event: { compensation: true } });
    expect(screen.queryByRole('switch', { name: /Ends the node/ })).not.toBeInTheDocument();
    select('late');
    await user.click(await screen.findByRole('combobox', { name: 'Leads away' }));
    expect(screen.queryByRole('option', { name: 'on an escalation', hidden: true })).not.toBeInTheDocument();
  });

  it('a wait for a signal', async () => {
    const { user, node } = inspect({ select: 'pause', document: drawn });
    await user.click(await screen.findByText('a signal'));
    write(await screen.findByRole('textbox', { name: /^Signal/ }), 'change-freeze');
    expect(node('pause')?.['until']).toEqual({ signal: 'change-freeze' });
  });
});

describe('telling, undoing, ending', () => {
  it('a throw is a message, a signal or an escalation, and keeps what each was', async () => {
    const { user, node } = inspect({ select: 'tell', document: drawn });
    await user.click(await screen.findByRole('radio', { name: 'a signal' }));
    expect(node('tell')).toEqual({ id: 'tell', kind: 'throw', name: 'Tell', signal: '' });
    write(await screen.findByRole('textbox', { name: /^Signal/ }), 'freeze');
    await user.click(screen.getByRole('button', { name: 'Add to payload' }));
    const names = await screen.findAllByRole('textbox', { name: 'Name' });
    await user.type(names.at(-1) ?? document.body, 'since');
    expect(node('tell')).toMatchObject({ signal: 'freeze', payload: { since: '' } });
    await user.click(screen.getByRole('radio', { name: 'an escalation' }));
    expect(node('tell')).toEqual({ id: 'tell', kind: 'throw', name: 'Tell', escalation: '' });
    await user.click(screen.getByRole('radio', { name: 'a message' }));
    expect(node('tell')).toMatchObject({ message: 'done', key: 'k' });
  });

  it('undoes everything around, or what one node has changed', async () => {
    const { user, node } = inspect({ select: 'back', document: drawn });
    await choose(user, 'Undoes what was changed by', 'Scan it');
    expect(node('back')?.['of']).toBe('scan');
  });

  it('an end gives back a result, and says whether what was checked passes', async () => {
    const { user, node } = inspect({ select: 'done', document: drawn });
    await user.click(await screen.findByRole('radio', { name: 'with a verdict' }));
    write(await screen.findByRole('textbox', { name: /What was checked/ }), 'machine ${trigger.id}');
    await user.click(screen.getByRole('radio', { name: 'Expression' }));
    write(await screen.findByRole('textbox', { name: /Passes when/ }), 'vars.threshold > 1');
    write(screen.getByRole('textbox', { name: /Because/ }), 'low');
    expect(node('done')?.['verdict']).toEqual({ resource: 'machine ${trigger.id}', pass: 'vars.threshold > 1', reason: 'low' });
    await user.click(screen.getByRole('radio', { name: 'its path' }));
    expect(node('done')).not.toHaveProperty('verdict');
  });
});

describe('a call', () => {
  it('chooses among what is published, and asks for what its trigger asks for', async () => {
    const asked: WorkflowDocument = {
      schema: 1, name: 'Patch one', edges: [],
      nodes: [{ id: 's', kind: 'start', trigger: 'manual', config: { schema: { type: 'object', properties: { machine: { title: 'Machine', type: 'string' } }, required: ['machine'] } } }],
    };
    const summary = { description: '', draftRevision: 1, enabled: true, updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'ada', problems: { errors: 0, warnings: 0 }, triggers: [], runs: { running: 0, incidents: 0 } };
    server.use(
      http.get(`${base}/workflows`, () => HttpResponse.json({ items: [{ id: 'wf_p', name: 'Patch one', publishedVersion: 2, ...summary }, { id: 'wf_d', name: 'Only a draft', publishedVersion: null, ...summary }], next: null })),
      http.get(`${base}/workflows/wf_p`, () => HttpResponse.json({ id: 'wf_p', name: 'Patch one', document: flow, revision: 1, publishedVersion: 2, enabled: true, problems: [] })),
      http.get(`${base}/workflows/wf_p/versions/2`, () => HttpResponse.json({ version: 2, document: asked })),
    );
    const { user, node } = inspect({ select: 'sub', document: drawn });
    await user.click(await screen.findByRole('combobox', { name: /^Workflow/ }));
    expect(await screen.findByRole('option', { name: 'Patch one', hidden: true })).toBeInTheDocument();
    expect(screen.queryByRole('option', { name: 'Only a draft', hidden: true })).not.toBeInTheDocument();
    await user.click(screen.getByRole('option', { name: 'Patch one', hidden: true }));
    expect(node('sub')?.['workflow']).toBe('wf_p');
    await waitFor(() => expect(screen.getByRole('textbox', { name: /^Machine/ })).toBeInTheDocument());
    write(screen.getByRole('textbox', { name: /^Machine/ }), '${trigger.id}');
    expect(node('sub')?.['input']).toEqual({ machine: '${trigger.id}' });
  });
});
