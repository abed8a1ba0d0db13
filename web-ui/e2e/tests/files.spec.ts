import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { logging } from '../support/documents';
import { Editor } from '../support/editor';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

/** Lets go of a file over the page, as from the file manager. */
async function drop(page: Page, name: string, type: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, kind, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ''], file ?? '', { type: kind ?? '' }));
      return data;
    },
    [name, type, text] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('a JSON file dropped on the editor takes the draft’s place, and undo brings it back', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Dropped on')));
  await editor.open(id);
  const document = { ...logging(unique('From a file')), description: 'Came as JSON' };
  await drop(page, 'flow.json', 'application/json', JSON.stringify(document).replaceAll('Note it', 'Came by drop'));
  const dialog = page.getByRole('dialog', { name: 'Import flow.json' });
  await expect(dialog).toContainText('Everything in the file was taken over.');
  await dialog.getByRole('button', { name: 'Replace the draft' }).click();
  await expect(editor.node('Came by drop')).toBeVisible();
  await editor.saved();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(editor.node('Note it')).toBeVisible();
});

test('a BPMN file dropped on the list becomes a draft, after its report', async ({ page, api }) => {
  const { id } = await api.draft(logging(unique('Leaves as BPMN')));
  await page.goto(`/workflows/${id}`);
  const bpmn = await page.evaluate(async (workflow) => (await fetch(`/api/v1/workflows/${workflow}/bpmn`)).text(), id);
  await page.goto('/workflows');
  await expect(page.getByRole('button', { name: 'Import' })).toBeVisible();
  await drop(page, 'flow.bpmn', 'application/bpmn+xml', bpmn);
  const dialog = page.getByRole('dialog', { name: 'Import flow.bpmn' });
  await expect(dialog).toContainText('with 3 nodes and 2 connections');
  await dialog.getByRole('button', { name: 'Make a draft of it' }).click();
  await expect(page).toHaveURL(/\/workflows\/.+\/edit/);
  await expect(new Editor(page).node('Note it')).toBeVisible();
});

for (const [kind, action] of [['png', 'Export as picture (PNG)'], ['svg', 'Export as picture (SVG)']] as const) {
  test(`the canvas is saved as a ${kind.toUpperCase()} picture`, async ({ page, api }) => {
    const editor = new Editor(page);
    const { id } = await api.draft(logging(unique('Pictured')));
    await editor.open(id);
    await page.getByRole('button', { name: 'More actions' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: action }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(String.raw`^pictured-.+\.${kind}$`));
    const bytes = readFileSync(await file.path());
    if (kind === 'png') {
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      // Twice as wide as the canvas on the screen.
      expect(bytes.readUInt32BE(16)).toBeGreaterThan(1_000);
    } else {
      expect(bytes.toString()).toContain('<svg');
      expect(bytes.toString()).toContain('Note it');
    }
  });
}
