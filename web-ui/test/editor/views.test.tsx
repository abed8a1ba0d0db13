import { EditorView } from '@codemirror/view';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkflowDocument } from '@/model/workflow';
import { snapshots } from '../fixtures/documents';
import { open } from '../open';
import { base, server } from '../server';

/** Never answers before the test ends; a pause of the editor is waited for by what it shows. */
const soon = { timeout: 30_000 };

async function rename(user: ReturnType<typeof open>['user'], name: string) {
  await user.click(await screen.findByRole('button', { name: 'Snapshot encryption' }));
  const field = screen.getByRole('textbox', { name: 'Name of the workflow' });
  await user.clear(field);
  await user.type(field, `${name}{Enter}`);
}

describe('views of the editor', () => {
  const saved: { document: WorkflowDocument; ifMatch: string | null }[] = [];

  beforeEach(() => {
    localStorage.clear();
    saved.length = 0;
    server.use(
      http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [] })),
      http.post(`${base}/expressions/scope`, () => HttpResponse.json({ names: [], functions: [] })),
      http.put(`${base}/workflows/:id/draft`, async ({ request }) => {
        const { document } = (await request.json()) as { document: WorkflowDocument };
        saved.push({ document, ifMatch: request.headers.get('If-Match') });
        return HttpResponse.json({ revision: 40 + saved.length, problems: [] });
      }),
      http.put(`${base}/workflows/:id/presence`, () =>
        HttpResponse.json({ others: [{ user: 'grace', since: '2026-01-01T00:00:00Z', editing: true }] }),
      ),
      http.delete(`${base}/workflows/:id/presence`, () => new HttpResponse(null, { status: 204 })),
      http.get(`${base}/workflows/wf_2/versions`, () =>
        HttpResponse.json([{ version: 1, publishedAt: '2026-01-01T00:00:00Z', publishedBy: 'grace', comment: 'First' }]),
      ),
      http.get(`${base}/workflows/wf_2/versions/1`, () =>
        HttpResponse.json({ version: 1, publishedAt: '2026-01-01T00:00:00Z', publishedBy: 'grace', document: snapshots }),
      ),
    );
  });

  afterEach(() => {
    localStorage.clear();
    vi.unstubAllGlobals();
  });

  it('leads by Enter into the settings, and by / into the palette, without waiting for a frame to be drawn', async () => {
    const { user } = open('/workflows/wf_2/edit?panel=outline');
    const tree = await screen.findByRole('tree', { name: 'Outline of the workflow' });
    vi.stubGlobal('requestAnimationFrame', () => 0);
    within(tree).getAllByRole('treeitem')[0]?.focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(within(tree).getAllByRole('treeitem')[1]).toHaveAttribute('aria-selected', 'true'));
    await user.keyboard('{Enter}');
    // The panel may have yet to be loaded.
    expect(await within(await screen.findByRole('complementary', { name: 'Settings' })).findByRole('textbox', { name: 'Name' })).toHaveFocus();
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('/');
    expect(screen.getByRole('textbox', { name: 'Search nodes' })).toHaveFocus();
  });

  it('outlines the graph, nested where it parts, and walks it by keys', async () => {
    const { user } = open('/workflows/wf_2/edit?panel=outline');
    const tree = await screen.findByRole('tree', { name: 'Outline of the workflow' });
    const rows = within(tree).getAllByRole('treeitem').map((row) => `${row.getAttribute('aria-level')} ${row.textContent?.trim()}`);
    expect(rows).toEqual(expect.arrayContaining([
      expect.stringMatching(/^1 Snapshot created/),
      expect.stringMatching(/^2\s+yes/),
      expect.stringMatching(/^3 Encrypted/),
    ]));
    within(tree).getAllByRole('treeitem')[0]?.focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(within(tree).getAllByRole('treeitem')[1]).toHaveAttribute('aria-selected', 'true'));
    expect(screen.getByText('1 selected · 6 nodes')).toBeVisible();
  });

  it('finds by words and by what is used, one after the other', async () => {
    const { user } = open('/workflows/wf_2/edit');
    await screen.findByRole('textbox', { name: 'Search nodes' });
    await user.keyboard('{Control>}f{/Control}');
    const bar = await screen.findByRole('search', { name: 'Find in this workflow' });
    await user.type(within(bar).getByRole('textbox', { name: 'Find' }), 'kind:task');
    expect(await within(bar).findByText('1 of 2')).toBeVisible();
    await user.click(within(bar).getByRole('button', { name: 'Next' }));
    expect(within(bar).getByText('2 of 2')).toBeVisible();
    expect(screen.getByText('1 selected · 6 nodes')).toBeVisible();
  });

  it('shows what publishing would change, and publishes the saved draft', async () => {
    let published: unknown;
    server.use(
      http.post(`${base}/workflows/wf_2/publish`, async ({ request }) => {
        published = await request.json();
        return HttpResponse.json({ version: 2 });
      }),
    );
    const { user } = open('/workflows/wf_2/edit');
    await rename(user, 'Encrypt them');
    await user.click(screen.getByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog', { name: 'Publish the draft' });
    const differences = await within(dialog).findByRole('region', { name: 'Differences' });
    expect(within(differences).getByText(/Encrypt them/, { selector: 'ins' })).toBeVisible();
    await user.type(within(dialog).getByRole('textbox', { name: 'What changed' }), 'A better name');
    const publish = within(dialog).getByRole('button', { name: 'Publish this version' });
    await waitFor(() => expect(publish).toBeEnabled(), soon);
    await user.click(publish);
    await waitFor(() => expect(published).toEqual({ comment: 'A better name' }));
    expect(saved.at(-1)?.document.name).toBe('Encrypt them');
  });

  it('keeps what is typed as text and what is done on the canvas meanwhile', async () => {
    const { user } = open('/workflows/wf_2/edit?panel=text');
    const panel = await screen.findByRole('complementary', { name: 'Text' });
    const field = await within(panel).findByRole('textbox');
    const text = EditorView.findFromDOM(field);
    if (!text) throw new Error('Expected an editor of text, found none.');
    const at = text.state.doc.toString().indexOf('Replaces every');
    act(() => text.dispatch({ changes: { from: at, to: at + 'Replaces every'.length, insert: 'Typed:' }, userEvent: 'input.type' }));
    // Before the text is read, the canvas changes too.
    fireEvent.click(screen.getByRole('button', { name: 'Snapshot encryption' }));
    const name = screen.getByRole('textbox', { name: 'Name of the workflow' });
    fireEvent.change(name, { target: { value: 'Renamed meanwhile' } });
    fireEvent.keyDown(name, { key: 'Enter' });
    fireEvent.blur(name);
    await waitFor(() => expect(text.state.doc.toString()).toContain('Renamed meanwhile'), soon);
    expect(text.state.doc.toString()).toContain('Typed: unencrypted snapshot');
    expect(screen.getByRole('button', { name: 'Renamed meanwhile' })).toBeVisible();
    await waitFor(() => expect(saved.at(-1)?.document).toMatchObject({ name: 'Renamed meanwhile', description: 'Typed: unencrypted snapshot by an encrypted copy.' }), soon);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(screen.getByRole('button', { name: 'Renamed meanwhile' })).toBeVisible();
  });

  it('restores an old version as one step of undo', async () => {
    const { user } = open('/workflows/wf_2/edit?panel=versions');
    await rename(user, 'Something else');
    await user.click(within(await screen.findByRole('group', { name: 'Version 1' })).getByRole('button', { name: 'Restore…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Restore version 1' });
    await user.click(await within(dialog).findByRole('button', { name: 'Restore' }));
    expect(await screen.findByRole('button', { name: 'Snapshot encryption' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: 'Something else' })).toBeVisible();
  });

  it('puts two people’s changes together and loses neither', async () => {
    const theirs = { ...snapshots, description: 'Theirs.' };
    let current = false;
    server.use(
      http.put(`${base}/workflows/wf_2/draft`, async ({ request }) => {
        const { document } = (await request.json()) as { document: WorkflowDocument };
        const ifMatch = request.headers.get('If-Match');
        if (ifMatch !== '"7"') {
          current = true;
          return HttpResponse.json({ title: 'Changed meanwhile', status: 412, code: 'STALE' }, { status: 412 });
        }
        saved.push({ document, ifMatch });
        return HttpResponse.json({ revision: 8, problems: [] });
      }),
      http.get(`${base}/workflows/wf_2`, () =>
        HttpResponse.json({
          id: 'wf_2', name: snapshots.name, document: current ? theirs : snapshots, revision: current ? 7 : 1,
          publishedVersion: 1, enabled: false, problems: [],
        }),
      ),
    );
    const { user } = open('/workflows/wf_2/edit');
    await rename(user, 'Mine');
    const dialog = await screen.findByRole('dialog', { name: 'Somebody else has changed this workflow' }, soon);
    await user.click(await within(dialog).findByRole('button', { name: 'Keep both and save' }));
    await waitFor(() => expect(saved).toHaveLength(1), soon);
    expect(saved[0]).toMatchObject({ ifMatch: '"7"', document: { name: 'Mine', description: 'Theirs.' } });
    expect(await screen.findByText('Saved')).toBeVisible();
  });

  it('says who else is here', async () => {
    open('/workflows/wf_2/edit');
    expect(await screen.findByRole('img', { name: 'grace is editing' })).toBeVisible();
  });
});
