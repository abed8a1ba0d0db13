import { logging } from '../support/documents';
import { Editor } from '../support/editor';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test('keys are changed, work at once, and stay changed', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.draft(logging(unique('Keyed')));
  await editor.open(id);
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change keys…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change keys' });
  await dialog.getByRole('textbox', { name: 'Search actions' }).fill('outline');
  await dialog.getByRole('button', { name: 'Change the keys of Outline' }).click();
  await page.keyboard.press('Alt+Shift+K');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.reload();
  await expect(editor.canvas.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Alt+Shift+K');
  await expect(page.getByRole('complementary', { name: 'Outline' })).toBeVisible();
});
