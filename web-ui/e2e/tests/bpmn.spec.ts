import { readFileSync } from 'node:fs';
import { scene } from '../support/scene';
import { expect, test } from '../support/test';

test('a workflow leaves as BPMN and comes back the same', async ({ page, api }) => {
  const { template } = scene();
  await page.goto(`/workflows/${template}`);
  await page.getByRole('button', { name: 'More' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as BPMN' }).click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain('http://www.omg.org/spec/BPMN/20100524/MODEL');

  await page.goto('/workflows');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles({ name: 'back.bpmn', mimeType: 'application/bpmn+xml', buffer: readFileSync(file) });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Everything in the file was taken over.');
  await dialog.getByRole('button', { name: 'Make a draft of it' }).click();
  await expect(page).toHaveURL(/\/workflows\/.+\/edit/);
  const id = /\/workflows\/([^/?]+)/.exec(page.url())?.[1] ?? '';

  interface Stored {
    readonly document: { readonly nodes: object; readonly edges: object; readonly variables: object; readonly layout: object };
  }
  const [before, after] = [await api.get<Stored>(`/workflows/${template}`), await api.get<Stored>(`/workflows/${id}`)];
  expect(after.document.nodes).toEqual(before.document.nodes);
  expect(after.document.edges).toEqual(before.document.edges);
  expect(after.document.variables).toEqual(before.document.variables);
  expect(after.document.layout).toEqual(before.document.layout);
});

test('a file that is neither is refused with what is wrong, and where', async ({ page, watch }) => {
  watch.expectRefusals();
  await page.goto('/workflows');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles({ name: 'bad.bpmn', mimeType: 'application/bpmn+xml', buffer: Buffer.from('<definitions><broken></definitions>') });
  await expect(page.getByRole('alert').or(page.getByRole('dialog')).first()).toContainText('Expected BPMN 2.0');
});
