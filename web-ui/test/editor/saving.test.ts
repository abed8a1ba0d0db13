import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Catalogue } from '@/api/types';
import { openEditor, type OpenEditor, runEditor } from '@/features/editor/openEditors';
import { readLocalDraft, removeLocalDraft } from '@/features/editor/saving/localDraft';
import { settled } from '@/model/settle';
import { snapshots } from '../fixtures/documents';
import { base, problem, server } from '../server';

const catalogue: Catalogue = { nodeTypes: [], triggerTypes: [], connectionTypes: [] };
const document = settled(snapshots);
let stop: () => void = () => {};

function opened(revision = 7, id: string | null = 'wf_2'): OpenEditor {
  const workflow = { document, revision, publishedVersion: null, problems: [], ...(id === null ? {} : { id }) };
  const editor = openEditor({ workflow, catalogue, rights: { edit: true, run: true } });
  stop = runEditor(editor);
  return editor;
}

const renameTo = (name: string) => ({ type: 'set-header', name, description: '' }) as const;

async function settle(editor: OpenEditor, saving: string) {
  await vi.waitFor(() => expect(editor.store.getState().saving).toBe(saving), { timeout: 30_000 });
}

describe('a draft', () => {
  beforeEach(() => {
    localStorage.clear();
    server.use(http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [] })));
  });

  afterEach(async () => {
    // What is not stored would be held for the next editor of the same workflow.
    server.use(http.put(`${base}/workflows/:id/draft`, () => HttpResponse.json({ revision: 99, problems: [] })));
    stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('is sent with the revision it was made from, a moment after the last edit', async () => {
    const sent: { ifMatch: string | null; name: string }[] = [];
    server.use(
      http.put(`${base}/workflows/wf_2/draft`, async ({ request }) => {
        const body = (await request.json()) as { document: { name: string } };
        sent.push({ ifMatch: request.headers.get('If-Match'), name: body.document.name });
        return HttpResponse.json({ revision: 8, problems: [] });
      }),
    );
    const editor = opened();
    editor.store.getState().edit(renameTo('One'));
    editor.store.getState().edit(renameTo('Two'));
    expect(editor.store.getState().saving).toBe('dirty');
    await settle(editor, 'saved');
    expect(sent).toEqual([{ ifMatch: '"7"', name: 'Two' }]);
    expect(editor.store.getState().base.revision).toBe(8);
    expect(readLocalDraft('wf_2')).toBeUndefined();
  });

  it('can be undone after it was saved, and is saved again', async () => {
    const names: string[] = [];
    server.use(
      http.put(`${base}/workflows/wf_2/draft`, async ({ request }) => {
        names.push(((await request.json()) as { document: { name: string } }).document.name);
        return HttpResponse.json({ revision: 10 + names.length, problems: [] });
      }),
    );
    const editor = opened();
    editor.store.getState().edit(renameTo('Another'));
    await settle(editor, 'saved');
    editor.store.getState().undo();
    expect(editor.store.getState().document.name).toBe('Snapshot encryption');
    await settle(editor, 'saved');
    expect(names).toEqual(['Another', 'Snapshot encryption']);
  });

  it('of which somebody else has saved another meanwhile is a conflict, and stays here', async () => {
    server.use(http.put(`${base}/workflows/wf_2/draft`, () => problem(412, 'STALE', 'Changed meanwhile', 'Reload it.')));
    const editor = opened();
    editor.store.getState().edit(renameTo('Mine'));
    await settle(editor, 'conflict');
    expect(editor.store.getState().document.name).toBe('Mine');
    expect(readLocalDraft('wf_2')?.document.name).toBe('Mine');

    editor.store.getState().edit(renameTo('Mine still'));
    expect(editor.store.getState().saving, 'typing on does not hide the conflict').toBe('conflict');
    const theirs = { document: { ...document, name: 'Theirs' }, revision: 9 };
    editor.store.getState().rebase(theirs, { ...document, name: 'Both' }, 'Merged');
    server.use(http.put(`${base}/workflows/wf_2/draft`, () => HttpResponse.json({ revision: 10, problems: [] })));
    await settle(editor, 'saved');
    expect(editor.store.getState().base).toMatchObject({ revision: 10, document: { name: 'Both' } });
  });

  it('that gets no answer is kept here and sent again by itself', async () => {
    let down = true;
    server.use(
      http.put(`${base}/workflows/wf_2/draft`, () => (down ? HttpResponse.error() : HttpResponse.json({ revision: 8, problems: [] }))),
    );
    const editor = opened();
    editor.store.getState().edit(renameTo('In a tunnel'));
    await settle(editor, 'offline');
    expect(readLocalDraft('wf_2')?.document.name).toBe('In a tunnel');
    down = false;
    await settle(editor, 'saved');
  });

  it('that is refused says why and waits for the next edit', async () => {
    server.use(http.put(`${base}/workflows/wf_2/draft`, () => problem(422, 'INVALID', 'Unreadable', 'A name is too long.')));
    const editor = opened();
    editor.store.getState().edit(renameTo('x'.repeat(10)));
    await settle(editor, 'refused');
    expect(editor.store.getState().saveError?.title).toBe('Unreadable');
    expect(readLocalDraft('wf_2')).toBeDefined();
    server.use(http.put(`${base}/workflows/wf_2/draft`, () => HttpResponse.json({ revision: 8, problems: [] })));
    editor.store.getState().edit(renameTo('shorter'));
    await settle(editor, 'saved');
  });

  it('of a session that has ended is kept and sent once somebody has signed in', async () => {
    let signedIn = false;
    server.use(
      http.put(`${base}/workflows/wf_2/draft`, () =>
        signedIn ? HttpResponse.json({ revision: 8, problems: [] }) : problem(401, 'SIGNED_OUT', 'Please sign in again', ''),
      ),
    );
    const editor = opened();
    editor.store.getState().edit(renameTo('After hours'));
    await settle(editor, 'offline');
    expect(editor.store.getState().saveError?.status).toBe(401);
    signedIn = true;
    await editor.store.getState().save();
    expect(editor.store.getState().saving).toBe('saved');
  });

  it('that the page was closed over is taken up again, as an edit that can be undone', () => {
    localStorage.setItem('sluice.draft.wf_2', JSON.stringify({
      tab: 'another', savedAt: '', revision: 7, base: document, document: { ...document, name: 'Unsaved' },
    }));
    const editor = opened();
    expect(editor.store.getState()).toMatchObject({ saving: 'dirty', document: { name: 'Unsaved' } });
    editor.store.getState().undo();
    expect(editor.store.getState().document.name).toBe('Snapshot encryption');
  });

  it('that was closed over while somebody else went on is a conflict with its own base', () => {
    localStorage.setItem('sluice.draft.wf_2', JSON.stringify({
      tab: 'another', savedAt: '', revision: 5, base: document, document: { ...document, name: 'Unsaved' },
    }));
    const editor = opened();
    expect(editor.store.getState()).toMatchObject({ saving: 'conflict', base: { revision: 5 }, document: { name: 'Unsaved' } });
    removeLocalDraft('wf_2');
    editor.store.setState({ saving: 'saved' });
  });

  it('of a new workflow is made with the first edit', async () => {
    const created: string[] = [];
    server.use(
      http.post(`${base}/workflows`, () => HttpResponse.json({ id: 'wf_new', name: 'n', document, revision: 1, publishedVersion: null, enabled: false, problems: [] }, { status: 201 })),
    );
    const editor = opened(0, null);
    editor.listen({ created: (id) => created.push(id), stored: () => {} });
    editor.store.getState().edit(renameTo('First'));
    await settle(editor, 'saved');
    expect(created).toEqual(['wf_new']);
    expect(editor.store.getState().workflowId).toBe('wf_new');
  });

  it('is checked a moment after each edit', async () => {
    const found = { code: 'NO_WAY_OUT', severity: 'error', element: 'look', path: '', position: -1, message: 'Expected a way out.' };
    server.use(
      http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [found] })),
      http.put(`${base}/workflows/wf_2/draft`, () => HttpResponse.json({ revision: 8, problems: [found] })),
    );
    const editor = opened();
    editor.store.getState().edit(renameTo('Checked'));
    await vi.waitFor(() => expect(editor.store.getState().problems).toEqual([found]), { timeout: 30_000 });
    await settle(editor, 'saved');
  });

  it('cannot be edited without the role', () => {
    const editor = opened();
    editor.store.setState({ rights: { edit: false, run: false } });
    editor.store.getState().edit(renameTo('Not allowed'));
    expect(editor.store.getState().document.name).toBe('Snapshot encryption');
  });
});
