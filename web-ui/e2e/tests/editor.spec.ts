import { slowDown, takeDown, mend } from '../support/break';
import { asking, logging } from '../support/documents';
import { Editor } from '../support/editor';
import { longText, markedName, scene } from '../support/scene';
import { walk } from '../support/screens';
import { lateFrames } from '../support/slow';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test('undo and redo take back and bring again, saved or not', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Undone')));
  await editor.open(id);
  await editor.node('Note it').click();
  await page.keyboard.press('Delete');
  await expect(editor.node('Note it')).toBeHidden();
  await editor.saved();
  await page.keyboard.press('Control+z');
  await expect(editor.node('Note it')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(editor.node('Note it')).toBeHidden();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(editor.node('Note it')).toBeVisible();
  await editor.saved();
  const stored = await api.get<{ document: { nodes: { id: string }[] } }>(`/workflows/${id}`);
  expect(stored.document.nodes.map((node) => node.id)).toContain('note');
});

test('nodes are copied to another workflow as text, unknown types too', async ({ page, api }) => {
  const editor = new Editor(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const from = await api.draft(logging(unique('Copied from')));
  const to = await api.draft(asking(unique('Pasted into')));
  await editor.open(from.id);
  await editor.node('Note it').click();
  await page.keyboard.press('Control+c');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const copied = JSON.parse(text) as { nodes: { id: string; type?: string }[]; boxes: object };
  expect(copied.nodes).toMatchObject([{ id: 'note', type: 'flow.log' }]);

  const many = Array.from({ length: 200 }, (_, index) => ({ id: `strange_${index}`, kind: 'task', name: `Strange ${index}`, type: 'elsewhere.unknown', config: {} }));
  const boxes = Object.fromEntries(many.map(({ id: node }, index) => [node, { x: (index % 20) * 260, y: Math.floor(index / 20) * 120, width: 200, height: 64 }]));
  await editor.open(to.id);
  await editor.canvas.locator('.react-flow__pane').click({ position: { x: 40, y: 40 } });
  await page.keyboard.press('Control+v');
  await expect(editor.node('Note it')).toBeVisible();
  await page.evaluate((fragment) => navigator.clipboard.writeText(fragment), JSON.stringify({ ...copied, nodes: many, edges: [], boxes }));
  await page.keyboard.press('Control+v');
  await expect(page.getByText(/204 nodes/)).toBeVisible();
  await expect(page.getByRole('button', { name: /errors/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('4 nodes', { exact: true })).toBeVisible();
});

test('a machine that draws late: keys lead into the settings all the same, and who types there is not interrupted', async ({ page, api }) => {
  await lateFrames(page, 500);
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Drawn late')));
  const name = editor.settings.getByRole('textbox', { name: 'Name', exact: true });
  await editor.open(id);
  await editor.node('Note it').click();
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Written down');
  await expect(name).toHaveValue('Written down');
  await page.keyboard.press('Escape');
  // The node that is added takes the focus once it is drawn, which is late.
  await editor.drag('Raise incident');
  await name.fill('');
  await name.pressSequentially('Somebody has to look', { delay: 60 });
  await expect(name).toHaveValue('Somebody has to look');
  await expect(name).toBeFocused();
  // Without a hand on anything else, it is the node that the next key is about.
  await editor.drag('Set variables', { x: 0, y: 140 });
  await expect(editor.node('Set variables')).toBeFocused();
});

test('two versions are compared, and an old one comes back', async ({ page, api }) => {
  const editor = new Editor(page);
  const name = unique('Two versions');
  const { id } = await api.publish(logging(name));
  await editor.open(id);
  await editor.node('Note it').click();
  await editor.settings.getByRole('textbox', { name: 'Name', exact: true }).fill('Note it well');
  await editor.publish('Better named');
  await page.getByRole('button', { name: 'Versions', exact: true }).click();
  await page.getByRole('button', { name: 'Compare version 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'After' }).click();
  await page.getByRole('option', { name: /^Version 2/ }).click();
  await expect(dialog).toContainText('Note it well');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('group', { name: 'Version 1' }).getByRole('button', { name: 'Restore…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(editor.node('Note it')).toBeVisible();
});

test('two people edit at once: both changes are kept', async ({ page, windowOf, api, watch }) => {
  watch.expectRefusals();
  const name = unique('Two people');
  const { id } = await api.draft(logging(name));
  const mine = new Editor(page);
  const other = await windowOf('linus');
  const theirs = new Editor(other);
  await mine.open(id);
  await theirs.open(id);
  await theirs.node('Begin').click();
  await theirs.settings.getByRole('textbox', { name: 'Name', exact: true }).fill('Begun by Linus');
  await theirs.saved();
  await mine.node('Done').click();
  await mine.settings.getByRole('textbox', { name: 'Name', exact: true }).fill('Done by Ada');
  const dialog = page.getByRole('dialog', { name: 'Somebody else has changed this workflow' });
  await dialog.getByRole('button', { name: 'Keep both and save' }).click();
  await expect(dialog).toBeHidden();
  await mine.saved();
  await expect(mine.node('Begun by Linus')).toBeVisible();
  const stored = await api.get<{ document: { nodes: { name: string }[] } }>(`/workflows/${id}`);
  expect(stored.document.nodes.map((node) => node.name)).toEqual(expect.arrayContaining(['Begun by Linus', 'Done by Ada']));
});

test('a server that goes away loses nothing: what was drawn is kept here and saved later', async ({ page, api, watch }) => {
  watch.expectRefusals();
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Offline')));
  await editor.open(id);
  await takeDown(page);
  await editor.node('Note it').click();
  await editor.settings.getByRole('textbox', { name: 'Name', exact: true }).fill('Typed while it was away');
  await expect(page.getByText(/Kept in this browser; the server does not answer/)).toBeVisible({ timeout: 20_000 });
  await mend(page);
  await page.reload();
  await expect(editor.node('Typed while it was away')).toBeVisible();
  await editor.saved();
  const stored = await api.get<{ document: { nodes: { name: string }[] } }>(`/workflows/${id}`);
  expect(stored.document.nodes.map((node) => node.name)).toContain('Typed while it was away');
});

test('a slow server: drawing goes on while it is asked', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Slow to save')));
  await editor.open(id);
  await slowDown(page, `/workflows/${id}/draft`, 3_000);
  await editor.node('Note it').click();
  const field = editor.settings.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill('First');
  await expect(page.getByText('Saving…')).toBeVisible();
  await field.fill('Second');
  await expect(editor.node('Second')).toBeVisible();
  await mend(page);
  await editor.saved();
  const stored = await api.get<{ document: { nodes: { name: string }[] } }>(`/workflows/${id}`);
  expect(stored.document.nodes.map((node) => node.name)).toContain('Second');
});

test('names that are markup and values of 10,000 characters are drawn as they are', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Marked')));
  page.on('dialog', () => {
    throw new Error('A name has run as a script');
  });
  await editor.open(id);
  await editor.node('Note it').click();
  const field = editor.settings.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill(markedName);
  await expect(editor.node(markedName)).toBeVisible();
  await editor.settings.getByRole('textbox', { name: /^Message/ }).fill(longText);
  await editor.saved();
  await page.reload();
  await expect(editor.node(markedName)).toBeVisible();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  const stored = await api.get<{ document: { nodes: { config?: { message?: string } }[] } }>(`/workflows/${id}`);
  expect(stored.document.nodes[1]?.config?.message).toBe(longText);
});

test('whoever may only look may look at the drawing, and change nothing', async ({ windowOf, api }) => {
  const { id } = await api.draft(logging(unique('Read only')));
  const vera = await windowOf('vera');
  const editor = new Editor(vera);
  await editor.open(id);
  await expect(vera.getByText('Read only: your role is not editor')).toBeVisible();
  await expect(editor.palette).toHaveCount(0);
  await editor.node('Note it').click();
  await vera.keyboard.press('Delete');
  await expect(editor.node('Note it')).toBeVisible();
});

const panels = [
  { name: 'editor, nothing open', path: '' },
  { name: 'editor, settings', path: '?node=quarantine' },
  { name: 'editor, way', path: '?node=risky' },
  { name: 'editor, outline', path: '?panel=outline' },
  { name: 'editor, text', path: '?panel=text' },
  { name: 'editor, versions', path: '?panel=versions' },
  { name: 'editor, problems', path: '?panel=problems' },
];

for (const { name, path } of panels) {
  test(`${name}: accessible in both colour schemes and both sizes`, async ({ page }) => {
    const { template } = scene();
    await page.goto(`/workflows/${template}/edit${path}`);
    await expect(page.locator('.react-flow__node').first()).toBeVisible();
    await walk(page, name);
  });
}

test('new editor: accessible in both colour schemes and both sizes', async ({ page }) => {
  await page.goto('/workflows/new');
  await expect(page.getByRole('heading', { name: 'What should start this workflow?' })).toBeVisible();
  await walk(page, 'editor, new');
});
