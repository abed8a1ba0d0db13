import { expect, test } from '../support/test';
import { walk } from '../support/screens';
import { unique } from '../support/unique';

test('the first five minutes: from the template to the summary, without any account', async ({ page }) => {
  test.setTimeout(150_000);
  const machine = unique('tour');
  await page.goto('/runs');
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'First five minutes' }).click();
  const tour = page.getByRole('region', { name: 'First five minutes' });
  await expect(tour).toBeVisible();
  await walk(page, 'tour');

  // Others may have installed it already: then the tour begins further on.
  const title = tour.getByText(/^(Start from a template|Publish it and switch it on|Launch a machine)$/);
  await expect(title).toBeVisible();
  if (await tour.getByText('Start from a template').isVisible()) {
    await tour.getByRole('link', { name: 'To the template' }).click();
    await page.getByRole('button', { name: 'Install as a draft' }).click();
    await expect(tour).toContainText('Publish it and switch it on');
  }
  if (await tour.getByText('Publish it and switch it on').isVisible()) {
    const way = tour.getByRole('link', { name: 'To the workflow' });
    if (await way.isVisible()) await way.click();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('switch', { name: 'Triggers on' }).click();
  }
  await expect(tour).toContainText('Launch a machine');
  await tour.getByRole('link', { name: 'To the sandbox' }).click();
  await page.getByRole('button', { name: 'Launch a machine' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill(machine);
  await page.getByRole('dialog').getByRole('button', { name: 'Launch' }).click();

  await expect(tour).toContainText('Watch it work', { timeout: 20_000 });
  await tour.getByRole('link', { name: 'To the run' }).click();
  await expect(tour).toContainText(/Approve CHG\d+/, { timeout: 60_000 });
  const change = /CHG\d+/.exec(await tour.innerText())?.[0] ?? '';
  await tour.getByRole('link', { name: 'To the changes' }).click();
  await page.getByRole('button', { name: `Approve ${change}` }).click();

  await expect(tour).toContainText('Read the summary', { timeout: 60_000 });
  await tour.getByRole('link', { name: 'To the run' }).click();
  await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible();
  await expect(tour).toContainText('That is the whole of it');
  await tour.getByRole('button', { name: 'Finish' }).click();
  await expect(tour).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible();
  await expect(tour).toBeHidden();
});
