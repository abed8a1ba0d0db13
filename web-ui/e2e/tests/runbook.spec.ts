import { logging } from '../support/documents';
import { Editor } from '../support/editor';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test('a run-book is reached from the editor and reads in order', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.publish(logging(unique('Told')));
  await editor.open(id);
  await page.getByRole('button', { name: 'More actions' }).click();
  const opened = page.context().waitForEvent('page');
  await page.getByRole('menuitem', { name: 'Run-book to read and print' }).click();
  const book = await opened;
  await expect(book.getByRole('heading', { level: 3 })).toHaveText([/1\s*Begin/, /2\s*Note it/, /3\s*Done/]);
  await expect(book.locator('#step-2')).toContainText('hello');
  await book.close();
});
