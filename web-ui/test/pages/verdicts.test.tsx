import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../open';
import { base, server } from '../server';

const items = [
  { resource: 'logs', result: 'pass', reason: '', run: 'r1', node: 'judged', at: '2026-01-05T10:00:00Z' },
  { resource: 'www', result: 'fail', reason: 'Anybody may read it', run: 'r2', node: 'judged', at: '2026-01-05T10:01:00Z' },
];

describe('a workflow as a control (F018)', () => {
  it('shows of each resource whether it passes, and why not', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get(`${base}/workflows/:id/verdicts`, ({ request }) => {
        const result = new URL(request.url).searchParams.get('result');
        asked.push(result);
        return HttpResponse.json({ passed: 1, failed: 1, items: items.filter((one) => !result || one.result === result), next: null });
      }),
    );
    const { user } = open('/workflows/wf_1?tab=verdicts');

    const table = await screen.findByRole('table', { name: 'Verdicts' });
    expect(within(table).getByRole('row', { name: /www fail Anybody may read it/ })).toBeVisible();
    expect(within(table).getByRole('row', { name: /logs pass/ })).toBeVisible();

    await user.click(screen.getByText('Fail', { exact: true }));
    expect(await screen.findByRole('row', { name: /www/ })).toBeVisible();
    await expect.poll(() => asked.at(-1)).toBe('fail');
  });

  it('says what verdicts are as long as there are none', async () => {
    server.use(http.get(`${base}/workflows/:id/verdicts`, () => HttpResponse.json({ passed: 0, failed: 0, items: [], next: null })));
    open('/workflows/wf_1?tab=verdicts');

    expect(await screen.findByText('No verdicts yet')).toBeVisible();
  });
});
