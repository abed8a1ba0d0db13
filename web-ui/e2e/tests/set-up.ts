import { people, sessionOf } from '../support/people';
import { arrange } from '../support/scene';
import { expect, test } from '../support/test';

test.describe.configure({ mode: 'serial' });
test.use({ person: 'nobody' });

test('the first account is made with the token that the server printed', async ({ page, watch }) => {
  const { ada } = people;
  watch.expectRefusals();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome to Sluice' })).toBeVisible();

  await page.getByRole('textbox', { name: 'Set-up token' }).fill('not-the-token');
  await page.getByLabel('User name').fill(ada.name);
  await page.getByLabel(/^Password( \*)?$/).fill('short');
  await page.getByLabel('Password again').fill('other');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
  await expect(page.getByText('The two passwords differ.')).toBeVisible();

  await page.getByLabel(/^Password( \*)?$/).fill(ada.password);
  await page.getByLabel('Password again').fill(ada.password);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('alert')).toContainText('The set-up token is wrong');
  await expect(page.getByLabel('User name')).toHaveValue(ada.name);

  await page.getByRole('textbox', { name: 'Set-up token' }).fill(process.env['SLUICE_E2E_SETUP_TOKEN'] ?? '');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible();
  await expect(page.getByText('No workflow yet')).toBeVisible();

  const tour = page.getByRole('region', { name: 'First five minutes' });
  await expect(tour).toContainText('Start from a template');
  await tour.getByRole('button', { name: 'Skip the tour' }).click();
  await expect(tour).toBeHidden();
  await page.reload();
  await expect(page.getByText('No workflow yet')).toBeVisible();
  await expect(tour).toBeHidden();
  await page.context().storageState({ path: sessionOf('ada') });
});

test('people are added, and sign in', async ({ windowOf, browser, baseURL, watch }) => {
  watch.expectRefusals();
  const admin = await windowOf('ada');
  await admin.goto('/settings?tab=users');
  for (const { name, password, roles } of [people.grace, people.linus, people.vera]) {
    await admin.getByRole('button', { name: 'Add a person' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('User name').fill(name);
    await dialog.getByLabel(/^Password( \*)?$/).fill(password);
    for (const role of roles) {
      const box = dialog.getByRole('checkbox', { name: new RegExp(`^${role}`, 'i') });
      if (!(await box.isChecked())) await box.check();
    }
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toBeHidden();
    await expect(admin.getByRole('row', { name: new RegExp(`^${name} `) })).toContainText(roles.join(', '));
  }
  for (const person of ['grace', 'linus', 'vera'] as const) {
    const context = await browser.newContext({ baseURL: baseURL ?? '' });
    const page = await context.newPage();
    await watch.over(page);
    await page.goto('/runs');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await page.getByLabel('User name').fill(people[person].name);
    await page.getByLabel(/^Password( \*)?$/).fill('wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByLabel(/^Password( \*)?$/).fill(people[person].password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible();
    await context.storageState({ path: sessionOf(person) });
    await context.close();
  }
});

test('there is something to look at', async ({ api }) => {
  // Most stories are of one person who draws and publishes.
  await api.put('/settings', { soloApproval: false, soloPublish: true, publicUrl: null });
  await arrange(api);
});
