import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '@/model/workflow';
import { document as flow, inspect, write } from './inspect';

const drawn: WorkflowDocument = {
  ...flow,
  nodes: [...flow.nodes, { id: 'met', kind: 'join', name: 'Met' }, { id: 'some', kind: 'any-choice', name: 'Who?' }],
  edges: [...flow.edges, { id: 'w1', from: 'some', to: 'met', when: 'vars.threshold > 1' }, { id: 'w2', from: 'some', to: 'done', otherwise: true }],
};

describe('a join', () => {
  it('waits for every way in, or for what is under way', async () => {
    const { user, node } = inspect({ select: 'met', document: drawn });
    await user.click(await screen.findByRole('radio', { name: 'what is under way' }));
    expect(node('met')?.['awaits']).toBe('active');
    await user.click(screen.getByRole('radio', { name: 'every way in' }));
    expect(node('met')).not.toHaveProperty('awaits');
  });
});

describe('a choice of several', () => {
  it('lists its ways and says that all that hold are taken', async () => {
    inspect({ select: 'some', document: drawn });
    expect(await screen.findByText(/Every way that holds is taken/)).toBeInTheDocument();
    expect(screen.getByText('Otherwise: when no other way holds')).toBeInTheDocument();
  });
});

describe('an end', () => {
  it('ends its path, everything, or the run with an error that has a code', async () => {
    const { user, node } = inspect({ select: 'done', document: drawn });
    await user.click(await screen.findByRole('radio', { name: 'everything' }));
    expect(node('done')).toMatchObject({ terminate: true });
    await user.click(screen.getByRole('radio', { name: 'with an error' }));
    expect(node('done')).not.toHaveProperty('terminate');
    const code = await screen.findByRole('textbox', { name: /Code/ });
    await user.clear(code);
    await user.type(code, 'scan.late');
    write(screen.getByRole('textbox', { name: /Message/ }), 'Too late');
    expect(node('done')?.['error']).toEqual({ code: 'scan.late', message: 'Too late' });
    await user.click(screen.getByRole('radio', { name: 'its path' }));
    expect(node('done')).toEqual({ id: 'done', kind: 'end', name: 'Done' });
  });

  it('shows a wrong code where it stands', async () => {
    inspect({
      select: 'done',
      document: { ...drawn, nodes: drawn.nodes.map((one) => (one.id === 'done' ? { ...one, error: { code: '' } } : one)) },
      problems: [{ code: 'CONFIG', severity: 'error', element: 'done', path: '/error/code', message: 'Expected a code for this error.' }],
    });
    expect(await screen.findByText('Expected a code for this error.')).toBeInTheDocument();
  });
});
