import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from '../support/test';
import { largeDocument } from './large';
import { record } from './record';

const nodes = 500;
const rounds = 5;
const traces = join(import.meta.dirname, '../target/figures');

test(`how soon a canvas of ${nodes} nodes is painted`, async ({ api, windowOf }) => {
  const { id } = await api.draft(largeDocument(nodes));
  const first: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const page = await windowOf('ada');
    await page.addInitScript(() => {
      const look = () => {
        const node = document.querySelector<HTMLElement>('.react-flow__node');
        const painted = node !== null && node.offsetWidth > 0 && getComputedStyle(node).visibility === 'visible';
        // The frame after the one that draws it: then it has been seen.
        if (painted) requestAnimationFrame(() => performance.mark('canvas-painted'));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(`/workflows/${id}/edit`);
    await page.waitForFunction(() => performance.getEntriesByName('canvas-painted').length > 0);
    const at = await page.evaluate(() => performance.getEntriesByName('canvas-painted')[0]?.startTime ?? 0);
    // The first round warms the server, never the browser: each window has a cache of its own.
    if (round > 0) first.push(at);
    await page.context().close();
  }
  record('web.canvas_first_paint_ms', first, { bound: 1500, nodes, rounds });
});

test(`how smoothly a node is dragged among ${nodes}`, async ({ api, page, browser }) => {
  const { id } = await api.draft(largeDocument(nodes));
  await page.goto(`/workflows/${id}/edit`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await settled(page);
  for (const [what, all] of [['some', false], ['all', true]] as const) {
    if (all) {
      await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
      await page.keyboard.press('0');
      await settled(page);
    }
    const seen = await page.locator('.react-flow__node').count();
    const perSecond: number[] = [];
    await traced(browser, page, `drag-${what}`, () => dragging(page));
    for (let round = 0; round < rounds; round++) perSecond.push(await dragging(page));
    record('web.canvas_drag_fps', perSecond, { bound: 30, nodes, drawn: seen, rounds });
  }
});

test(`how smoothly a canvas of ${nodes} nodes is moved`, async ({ api, page, browser }) => {
  const { id } = await api.draft(largeDocument(nodes));
  await page.goto(`/workflows/${id}/edit`);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await settled(page);
  const box = await page.locator('.react-flow__pane').boundingBox();
  if (!box) throw new Error('Expected a canvas, found none.');
  const move = () =>
    framesDuring(page, async (step) => {
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.wheel(step % 40 < 20 ? 30 : -30, step % 60 < 30 ? 20 : -20);
    });
  await traced(browser, page, 'pan', move);
  const perSecond: number[] = [];
  for (let round = 0; round < rounds; round++) perSecond.push(await move());
  record('web.canvas_pan_fps', perSecond, { bound: 30, nodes, rounds });
});

/** Takes the node in the middle around in a circle. */
async function dragging(page: Page): Promise<number> {
  const middle = await middleNode(page);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const frames = await framesDuring(page, (step) =>
    page.mouse.move(middle.x + Math.sin(step / 12) * 90, middle.y + Math.cos(step / 12) * 70),
  );
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.up();
  return frames;
}

/** Frames per second while something goes on for two and a half seconds. */
async function framesDuring(page: Page, act: (step: number) => Promise<void>): Promise<number> {
  const counted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        let frames = 0;
        const tick = (now: number) => {
          frames += 1;
          if (now - begun < 2_500) requestAnimationFrame(tick);
          else resolve((frames * 1_000) / (now - begun));
        };
        requestAnimationFrame(tick);
      }),
  );
  const ended = new AbortController();
  void counted.finally(() => ended.abort());
  for (let step = 0; !ended.signal.aborted; step++) await act(step);
  return counted;
}

async function middleNode(page: Page): Promise<{ x: number; y: number }> {
  const boxes = await page.locator('.react-flow__node').evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })),
  );
  const pane = await page.locator('.react-flow__pane').boundingBox();
  if (!pane) throw new Error('Expected a canvas, found none.');
  const [cx, cy] = [pane.x + pane.width / 2, pane.y + pane.height / 2];
  const near = boxes.toSorted((a, b) => Math.hypot(a.x - cx, a.y - cy) - Math.hypot(b.x - cx, b.y - cy))[0];
  if (!near) throw new Error('Expected nodes, found none.');
  return near;
}

/** Nothing has moved for half a second. */
async function settled(page: Page): Promise<void> {
  const place = () => page.locator('.react-flow__viewport').getAttribute('style');
  let before: string | null = '';
  await expect
    .poll(async () => {
      const now = await place();
      const same = now === before;
      before = now;
      return same;
    }, { intervals: [500] })
    .toBe(true);
}

/** A round that is not counted, for the browser's own trace of it: kept under target/figures. */
async function traced(browser: Browser, page: Page, name: string, act: () => Promise<number>): Promise<void> {
  mkdirSync(traces, { recursive: true });
  await browser.startTracing(page, { screenshots: false });
  await act();
  writeFileSync(join(traces, `${name}.trace.json`), await browser.stopTracing());
}
