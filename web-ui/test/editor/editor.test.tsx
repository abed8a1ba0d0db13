import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { open } from '../open';
import { base, server } from '../server';

describe('the editor', () => {
  const saved: { name: string; nodes: readonly { kind: string; name?: string }[] }[] = [];

  beforeEach(() => {
    localStorage.clear();
    saved.length = 0;
    server.use(
      http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [] })),
      http.put(`${base}/workflows/:id/draft`, async ({ request }) => {
        saved.push(((await request.json()) as { document: (typeof saved)[number] }).document);
        return HttpResponse.json({ revision: 40 + saved.length, problems: [] });
      }),
      http.put(`${base}/workflows/:id/presence`, () => HttpResponse.json({ others: [] })),
      http.delete(`${base}/workflows/:id/presence`, () => new HttpResponse(null, { status: 204 })),
    );
  });

  afterEach(() => localStorage.clear());

  it('finds nodes by what they do, adds one by Enter, says so, and takes it back', async () => {
    const { user } = open('/workflows/wf_2/edit');
    const search = await screen.findByRole('textbox', { name: 'Search nodes' });
    await user.type(search, 'human');
    const palette = screen.getByRole('navigation', { name: 'Palette' });
    expect(within(palette).getAllByRole('button', { name: /^Add / })).toHaveLength(1);
    await user.keyboard('{ArrowDown}{Enter}');
    const messages = screen.getByRole('status', { name: 'Editor messages' });
    await waitFor(() => expect(messages).toHaveTextContent('Added “Approval”'));
    expect(screen.getByText('1 selected · 7 nodes')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(messages).toHaveTextContent('Undone: Added “Approval”');
    expect(screen.getByText('6 nodes')).toBeVisible();
  });

  it('saves by itself and says where the draft is', async () => {
    const { user } = open('/workflows/wf_2/edit');
    await user.click(await screen.findByRole('button', { name: 'Snapshot encryption' }));
    const field = screen.getByRole('textbox', { name: 'Name of the workflow' });
    await user.clear(field);
    await user.type(field, 'Encrypt snapshots{Enter}');
    expect(screen.getByText('Not saved yet')).toBeVisible();
    expect(await screen.findByText('Saved')).toBeVisible();
    expect(saved.map(({ name }) => name)).toEqual(['Encrypt snapshots']);
  });

  it('lists its keys', async () => {
    const { user } = open('/workflows/wf_2/edit');
    await screen.findByRole('textbox', { name: 'Search nodes' });
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys and gestures' })).toBeVisible();
    expect(screen.getByText('Remove and keep the wire')).toBeVisible();
  });

  it('of a new workflow asks what starts it', async () => {
    open('/workflows/new');
    expect(await screen.findByText('What should start this workflow?')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Choose a trigger' })).toBeVisible();
    expect(screen.getByText('New: saved with the first change')).toBeVisible();
  });
});
