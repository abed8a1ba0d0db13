import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { bucketLabel, measureText, shareText, spanOf } from '@/model/dashboard';
import { dashboard, quietDashboard } from '../fixtures/dashboard';
import { open } from '../open';
import { base, server } from '../server';

describe('the dashboard', () => {
  it('is where the bare address leads once there are runs', async () => {
    const { router } = open('/');
    expect(await screen.findByRole('heading', { name: 'Dashboard' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/dashboard');
  });

  it('leaves the bare address to the workflows while nothing has run', async () => {
    server.use(http.get(`${base}/runs`, () => HttpResponse.json({ items: [], next: null })));
    open('/');
    expect(await screen.findByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible();
  });

  it('says what is not known yet, and never shows it as 0', async () => {
    open('/dashboard');
    const times = await screen.findByRole('region', { name: 'Mean times' });
    const resolve = within(times).getByText('To resolve', { selector: 'dt' }).parentElement as HTMLElement;
    expect(within(resolve).getByText('Not known yet')).toBeVisible();
    expect(within(times).queryByText(/^0 ms/)).toBeNull();
  });

  it('tells each plot in a sentence and as a table', async () => {
    const { user } = open('/dashboard');
    const { totals } = dashboard.runs;
    const runs = await screen.findByRole('region', { name: 'Runs' });
    expect(within(runs).getByRole('img', { name: new RegExp(`${totals.started} started.*incident: ${totals.failed} of`) })).toBeVisible();
    await user.click(within(runs).getByRole('button', { name: 'Show as a table: Runs' }));
    expect(within(within(runs).getByRole('table')).getAllByRole('row')).toHaveLength(dashboard.runs.buckets.length + 1);
  });

  it('leads from a failure to its latest run, at the step that failed', async () => {
    open('/dashboard');
    const link = await screen.findByRole('link', { name: 'servicenow.timeout' });
    expect(link).toHaveAttribute('href', '/runs/r-7Q2L9B?node=incident');
  });

  it('keeps the span and the workflow in the address and asks for them', async () => {
    const asked: URLSearchParams[] = [];
    server.use(http.get(`${base}/dashboard`, ({ request }) => { asked.push(new URL(request.url).searchParams); return HttpResponse.json(dashboard); }));
    const { user, router } = open('/dashboard?workflow=wf_1');
    await user.click(await screen.findByText('24 hours'));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ range: '24h', workflow: 'wf_1' }));
    await waitFor(() => expect(asked).toHaveLength(2));
    const last = asked[1];
    expect(last?.get('workflow')).toBe('wf_1');
    expect(Date.parse(last?.get('to') ?? '') - Date.parse(last?.get('from') ?? '')).toBe(24 * 3_600_000);
  });

  it('says what to do when there is nothing to show', async () => {
    server.use(http.get(`${base}/dashboard`, () => HttpResponse.json(quietDashboard)));
    open('/dashboard');
    expect(await screen.findByText('Nothing ran in this span')).toBeVisible();
  });
});

describe('figures in words', () => {
  it('are spans, shares, and moments as short as the range allows', () => {
    expect(measureText(null)).toBe('Not known yet');
    expect(measureText(0)).toBe('0 ms');
    expect(measureText(7_260)).toBe('2 h 1 min');
    expect(shareText(12, 340)).toBe('12 of 340 (4 %)');
    expect(shareText(1, 900)).toBe('1 of 900 (under 1 %)');
    expect(shareText(0, 0)).toBe('0');
    expect(bucketLabel('2026-03-01T10:00:00Z', '24h')).toMatch(/^\d\d:00$/);
    const { from, to } = spanOf('7d', new Date('2026-03-08T00:00:00Z'));
    expect([from, to]).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z']);
  });
});
