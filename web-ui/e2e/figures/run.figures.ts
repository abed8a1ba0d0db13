import { asking } from '../support/documents';
import { expect, test } from '../support/test';
import { record } from './record';

const rounds = 15;

test('how long after the event the run page shows it', async ({ page, api }) => {
  const { id } = await api.publish(asking('Measured'));
  const late: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = await api.startRun(id, {});
    await page.goto(`/runs/${run}`);
    await expect(page.getByText('Nothing happens without a word.')).toBeVisible();
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const shown = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (document.getElementById('outcome')) resolve(Date.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await api.post(`/runs/${run}/cancel`, { undo: false, reason: 'Measured' });
    const at = await shown;
    const { items } = await api.get<{ items: { at: string }[] }>(`/runs/${run}/journal`);
    late.push(at - Date.parse(items.at(-1)?.at ?? ''));
  }
  record('web.run_page_update_ms', late, { bound: 300, rounds });
});
