import { walk } from '../support/screens';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

test('a template: installed, published, started by a new machine, watched, approved, ended', async ({ page, windowOf }) => {
  test.setTimeout(240_000);
  const name = unique('Guard of the edge');
  const machine = unique('edge');
  await page.goto('/templates');
  await page.getByRole('link', { name: /Internet-facing VM/ }).first().click();
  await expect(page.getByRole('heading', { name: 'Internet-facing VM', level: 1 })).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Install as a draft' }).click();
  await expect(page).toHaveURL(/\/workflows\/.+\/edit/);
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText('No problems')).toBeVisible();

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish the draft' });
  await dialog.getByLabel('What changed').fill('As it came');
  await dialog.getByRole('switch', { name: 'Switch its triggers on' }).click();
  await dialog.getByRole('button', { name: 'Publish this version' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: 'Leave the editor' }).click();
  await expect(page.getByRole('switch', { name: 'Triggers on' })).toBeChecked();

  const workflow = page.url();
  await page.goto('/sandbox');
  await page.getByRole('button', { name: 'Launch a machine' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill(machine);
  await page.getByRole('dialog').getByRole('button', { name: 'Launch' }).click();
  await expect(page.getByRole('row', { name: machine })).toBeVisible();

  await page.goto('/runs');
  const run = page.getByRole('row', { name });
  await expect(run).toBeVisible({ timeout: 20_000 });
  await run.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  const now = page.getByRole('region', { name: 'Now' });
  await expect(now).toContainText(/Approval of CHG\d+ is requested/, { timeout: 60_000 });
  const change = /CHG\d+/.exec(await now.innerText())?.[0] ?? '';

  // The change board decides in another window; this one is not touched.
  const board = await windowOf('ada');
  await board.goto('/sandbox?tab=changes');
  await board.getByRole('button', { name: `Approve ${change}` }).click();

  await expect(page.getByRole('heading', { name: 'What it came to' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('main')).toContainText('Completed');
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByRole('region', { name: 'The run in detail' })).toContainText(/security group/i);

  // New machines of other tests start nothing here.
  await page.goto(workflow);
  await page.getByRole('switch', { name: 'Triggers on' }).click();
  await expect(page.getByRole('switch', { name: 'Triggers on' })).not.toBeChecked();
});

test('the first five minutes: from the template to the summary, without any account', async ({ page }) => {
  test.setTimeout(240_000);
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
    const on = page.getByRole('switch', { name: 'Triggers on' });
    if (await on.isVisible()) {
      await on.click();
    } else {
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Publish the draft' });
      await dialog.getByRole('switch', { name: 'Switch its triggers on' }).click();
      await dialog.getByRole('button', { name: 'Publish this version' }).click();
      await expect(dialog).toBeHidden();
    }
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
