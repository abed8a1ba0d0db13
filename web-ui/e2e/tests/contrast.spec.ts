import { expectAccessible } from '../support/axe';
import { scene } from '../support/scene';
import { wear } from '../support/screens';
import { expect, test } from '../support/test';

const sights = [
  { name: 'workflows', path: () => '/workflows?q=Ask+first', seen: 'Ask first' },
  { name: 'dashboard', path: () => '/dashboard', seen: 'Dashboard' },
  { name: 'run that waits', path: () => `/runs/${scene().runWaiting}`, seen: 'Go on?' },
  { name: 'editor', path: () => `/workflows/${scene().template}/edit?node=quarantine`, seen: 'Quarantine it' },
  { name: 'run-book', path: () => `/workflows/${scene().template}/runbook`, seen: 'Permissions it needs' },
];

for (const { name, path, seen } of sights) {
  test(`${name}: more contrast on demand, accessible in both colour schemes`, async ({ page }) => {
    await page.emulateMedia({ contrast: 'more', colorScheme: 'light' });
    await page.goto(path());
    await expect(page.getByRole('main').getByText(seen).filter({ visible: true }).first()).toBeVisible();
    for (const [scheme, ink] of [['light', 'rgb(0, 0, 0)'], ['dark', 'rgb(255, 255, 255)']] as const) {
      await wear(page, scheme, 'more');
      await expect(page.locator('body')).toHaveCSS('color', ink);
      await expectAccessible(page, `${name}, more contrast, ${scheme}`, scheme === 'light' ? 'all' : 'contrast');
    }
  });
}

test('in the colours of the system nothing is lost that tells states apart', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`/runs/${scene().runWaiting}`);
  await expect(page.getByRole('region', { name: /^Diagram of this run/ }).getByText('Approval').first()).toBeVisible();
  await expectAccessible(page, 'run, forced colours');
});

test('with less motion nothing glides or spins', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/workflows/${scene().template}/edit`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('Shift+L');
  const moving = await page.evaluate(() =>
    document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1).length,
  );
  expect(moving).toBe(0);
  const begun = await page.evaluate(() => {
    document.documentElement.setAttribute('data-mantine-color-scheme', 'dark');
    return document.getAnimations().filter((animation) => animation instanceof CSSTransition).length;
  });
  expect(begun, 'transitions that a change of all colours begins').toBe(0);
  await page.keyboard.press('Control+z');
});
