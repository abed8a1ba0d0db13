import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No rule of axe is broken on what is seen now; only contrast depends on the colours. */
export async function expectAccessible(page: Page, what: string, rules: 'all' | 'contrast' = 'all'): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === 'contrast' ? axe.withRules(['color-contrast']) : axe).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary?.split('\n').slice(1, 3).join(' ')}`),
  }));
  expect(found, what).toEqual([]);
}
