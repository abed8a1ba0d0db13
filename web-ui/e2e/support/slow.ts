import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/**
 * SLUICE_E2E_SLOW=4: the page has a quarter of the processor. SLUICE_E2E_LATE=300: its frames come 300 ms late.
 * SLUICE_E2E_LAG=400: the server hears of each request 400 ms later.
 */
export async function asToldToBeSlow(page: Page): Promise<void> {
  const rate = Number(process.env['SLUICE_E2E_SLOW'] ?? 1);
  if (rate > 1) {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
  }
  const late = Number(process.env['SLUICE_E2E_LATE'] ?? 0);
  if (late > 0) await lateFrames(page, late);
  const lag = Number(process.env['SLUICE_E2E_LAG'] ?? 0);
  if (lag > 0) {
    await page.route('**/*', async (route) => {
      await setTimeout(lag);
      await route.fallback();
    });
  }
}

/** From the next page on what waits for a frame waits that many milliseconds longer, as on a machine that is busy. */
export async function lateFrames(page: Page, late: number): Promise<void> {
  await page.addInitScript((delay) => {
    const inTime = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (call) => window.setTimeout(() => inTime(call), delay);
  }, late);
}
