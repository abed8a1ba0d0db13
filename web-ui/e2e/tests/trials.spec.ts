import { Editor } from '../support/editor';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

const start = { id: 'begin', kind: 'start', name: 'Begin', trigger: 'manual', config: {} };
const log = (id: string, name: string, message: string) => ({ id, kind: 'task', name, type: 'flow.log', config: { message } });

/** Looks at a machine that is not there: without a pin it cannot end well. */
const looking = (name: string) => ({
  schema: 1,
  name,
  nodes: [
    start,
    { id: 'look', kind: 'task', name: 'Look at it', type: 'aws.ec2.describe-instance', config: { connection: 'aws', instanceId: 'i-00000000000000000', region: 'us-east-1' }, retry: { maxAttempts: 1 } },
    log('say', 'Say where', 'It is ${nodes.look.output.state}'),
    log('after', 'Afterwards', 'Only a whole run comes here'),
    { id: 'done', kind: 'end', name: 'Done' },
  ],
  edges: [
    { id: 'e1', from: 'begin', to: 'look' }, { id: 'e2', from: 'look', to: 'say' },
    { id: 'e3', from: 'say', to: 'after' }, { id: 'e4', from: 'after', to: 'done' },
  ],
});

interface Run {
  readonly status: string;
  readonly incidents: number;
  readonly steps: readonly { readonly node: string; readonly status: string; readonly attempts: number }[];
  readonly trial: { readonly pins: readonly string[]; readonly until: string | null } | null;
}

test('an output is pinned and stands in for its node, up to the node that is asked for; never in production', async ({ page, api }) => {
  const editor = new Editor(page);
  const { id } = await api.draft(looking(unique('Pinned')));
  await editor.open(id);

  await editor.node('Look at it').click();
  await editor.settings.getByRole('tab', { name: 'Output' }).click();
  await editor.settings.getByRole('button', { name: 'Pin its output' }).click();
  await expect(editor.node('Look at it').getByTitle('Answers with its pinned output in trials')).toBeVisible();

  await page.getByRole('button', { name: 'Try it' }).click();
  await editor.node('Say where').click();
  const panel = page.getByRole('complementary', { name: 'Try it' });
  await expect(panel.getByRole('button', { name: 'Look at it', exact: true })).toBeVisible();
  await panel.getByText('To the node', { exact: true }).click();
  await panel.getByRole('switch', { name: 'Dry run: changes stop at their plan' }).click();
  await panel.getByRole('button', { name: 'Run for real' }).click();
  const result = panel.getByRole('region', { name: 'The trial' });
  await expect(result).toContainText('Completed', { timeout: 20_000 });
  await expect(editor.node('Say where')).toContainText('Done');
  const runId = /\/runs\/([^/?]+)/.exec((await result.getByRole('link', { name: 'Open it as a run' }).getAttribute('href')) ?? '')?.[1] ?? '';
  const trial = await api.get<Run>(`/runs/${runId}`);
  expect(trial.trial).toMatchObject({ pins: ['look'], until: 'say' });
  expect(trial.steps.map(({ node }) => node)).toEqual(['look', 'say']);

  // The node changes: what is pinned is older than it.
  await editor.node('Look at it').click();
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await editor.settings.getByRole('tab', { name: 'Settings' }).click();
  await editor.settings.getByRole('combobox', { name: /^Instance id/ }).fill('i-11111111111111111');
  await page.keyboard.press('Tab');
  await expect(editor.node('Look at it').getByTitle(/^Stale/)).toBeVisible();

  await editor.publish('With a pin set in the editor');
  const real = await api.startRun(id, {});
  await expect.poll(async () => (await api.get<Run>(`/runs/${real}`)).incidents, { timeout: 30_000 }).toBe(1);
  const run = await api.get<Run>(`/runs/${real}`);
  expect(run.trial).toBeNull();
  expect(run.steps.find(({ node }) => node === 'look')?.status).toBe('incident');
  await api.post(`/runs/${real}/cancel`, { reason: 'Seen' });
});
