import { failing, logging } from '../support/documents';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

interface Run {
  readonly status: string;
  readonly incidents: number;
}

test('the dashboard counts the runs that were made, and no trial', async ({ page, api }) => {
  const good = await api.publish(logging(unique('Counted')));
  const runs = [await api.startRun(good.id, {}), await api.startRun(good.id, {}), await api.startRun(good.id, {})];
  for (const run of runs) {
    await expect.poll(async () => (await api.get<Run>(`/runs/${run}`)).status, { timeout: 20_000 }).toBe('completed');
  }
  await api.post(`/workflows/${good.id}/runs`, { input: {}, draft: true, trial: {} });
  await api.post(`/workflows/${good.id}/runs`, { input: {}, dryRun: true });

  const bad = await api.publish(failing(unique('Stuck')));
  const stuck = await api.startRun(bad.id, {});
  await expect.poll(async () => (await api.get<Run>(`/runs/${stuck}`)).incidents, { timeout: 30_000 }).toBe(1);

  await page.goto(`/dashboard?workflow=${good.id}&range=24h`);
  const chart = page.getByRole('region', { name: 'Runs', exact: true });
  await expect(chart).toContainText('3 started in this span. None is stuck.');

  await page.goto(`/dashboard?workflow=${bad.id}&range=24h`);
  await expect(chart).toContainText('1 started in this span. Stuck until a person answers an incident: 1 of 1');
  await expect(page.getByRole('region', { name: 'Top failures' })).toContainText('aws.invalid-instance-id.not-found at look');
  await api.post(`/runs/${stuck}/cancel`, { reason: 'Counted' });
});
