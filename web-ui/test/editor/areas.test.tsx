import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { open } from '../open';
import { base, server } from '../server';

const opened = async () => {
  const { user } = open('/workflows/wf_areas/edit?panel=outline');
  const tree = await screen.findByRole('tree', { name: 'Outline of the workflow' });
  const row = (name: RegExp) => within(tree).getByRole('treeitem', { name });
  const messages = screen.getByRole('status', { name: 'Editor messages' });
  return { user, row, messages };
};

describe('areas in the editor', () => {
  beforeEach(() => {
    localStorage.clear();
    server.use(
      http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [] })),
      http.post(`${base}/expressions/scope`, () => HttpResponse.json({ names: [], functions: [] })),
      http.post(`${base}/expressions/check`, () => HttpResponse.json({ type: 'anything', problems: [], evaluated: false, value: null, valueError: null })),
      http.put(`${base}/workflows/:id/draft`, () => HttpResponse.json({ revision: 41, problems: [] })),
      http.put(`${base}/workflows/:id/presence`, () => HttpResponse.json({ others: [] })),
      http.delete(`${base}/workflows/:id/presence`, () => new HttpResponse(null, { status: 204 })),
    );
  });

  afterEach(() => localStorage.clear());

  it('nests what is in an area below it', async () => {
    const { row } = await opened();
    expect(row(/^Collect Loop/)).toHaveAttribute('aria-level', '1');
    expect(row(/^Next page/)).toHaveAttribute('aria-level', '2');
    expect(row(/^When it takes long/)).toHaveAttribute('aria-level', '2');
    expect(row(/^Tell the desk/)).toHaveAttribute('aria-level', '3');
  });

  it('asks what becomes of the content of an area, and takes either back in one step', async () => {
    const { user, row, messages } = await opened();
    row(/^Collect Loop/).focus();
    await user.keyboard('{Delete}');
    const dialog = await screen.findByRole('dialog', { name: 'Remove “Collect”?' });
    expect(dialog).toHaveTextContent('7 nodes stand in it');
    await user.click(within(dialog).getByRole('button', { name: 'Keep the content' }));
    await waitFor(() => expect(messages).toHaveTextContent('Removed “Collect”, the content kept'));
    expect(row(/^Next page/)).toHaveAttribute('aria-level', '1');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.getByText(/17 nodes/)).toBeVisible();
    row(/^Collect Loop/).focus();
    await user.keyboard('{Delete}');
    await user.click(await screen.findByRole('button', { name: 'Remove all' }));
    await waitFor(() => expect(screen.getByText(/9 nodes/)).toBeVisible());
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.getByText(/17 nodes/)).toBeVisible();
  });

  it('by keys: what is added at a beginning comes between that and what follows', async () => {
    const { user, messages } = await opened();
    const [first] = screen.getAllByRole('treeitem', { name: /^Begin Beginning/ });
    first?.focus();
    await user.keyboard('n');
    const picker = await screen.findByRole('dialog', { name: 'Put a node into this way' });
    await user.type(within(picker).getByRole('textbox'), 'call a workflow{Enter}');
    await waitFor(() => expect(messages).toHaveTextContent('Added “Call a workflow”'));
    await user.click(screen.getByRole('button', { name: 'Outline' }));
    expect(await screen.findByRole('treeitem', { name: /^Call a workflow/ })).toHaveAttribute('aria-level', '2');
  });
});
