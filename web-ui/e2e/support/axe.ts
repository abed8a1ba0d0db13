import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

/** Which of axe's rules: every one, the one that depends on the colours, or those that do not. */
export type Rules = 'all' | 'contrast' | 'structure';

const chosen: Record<Rules, RunOptions> = {
  all: {},
  contrast: { runOnly: { type: 'rule', values: ['color-contrast'] } },
  structure: { rules: { 'color-contrast': { enabled: false } } },
};

/** None of these rules is broken on what is seen now. */
export async function expectAccessible(page: Page, what: string, rules: Rules = 'all'): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (options) => (Reflect.get(globalThis, 'axe') as { run: (options: RunOptions) => Promise<AxeResults> }).run(options),
    // What is in order is only counted: to name each element of it takes most of the time.
    { ...chosen[rules], resultTypes: ['violations'] } satisfies RunOptions,
  );
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary?.split('\n').slice(1, 3).join(' ')}`),
  }));
  expect(found, what).toEqual([]);
}
