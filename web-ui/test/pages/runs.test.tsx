import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { RunSummary } from '@/api/types';
import { runs } from '../fixtures/runs';
import { open } from '../open';
import { base, server } from '../server';

const summary = (index: number): RunSummary => {
  const { document: _, steps: _steps, effects: _effects, approvals: _approvals, edges: _edges, trigger: _trigger, variables: _variables, ...rest } = runs[0] as (typeof runs)[number];
  return { ...rest, id: `r-${String(index).padStart(5, '0')}` };
};

describe('a long list of runs', () => {
  it('draws only the rows in sight and fetches on from where it stands', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${base}/runs`, ({ request }) => {
        const cursor = Number(new URL(request.url).searchParams.get('cursor') ?? 0);
        asked.push(String(cursor));
        return HttpResponse.json({ items: Array.from({ length: 200 }, (_, index) => summary(cursor + index)), next: String(cursor + 200) });
      }),
    );
    open('/runs');
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row').length).toBeLessThan(60);
    expect(table).toHaveAttribute('aria-rowcount', '201');
    expect(screen.getByText('200 loaded; scroll on for older ones')).toBeVisible();
    expect(new Set(asked)).toEqual(new Set(['0']));
  });
});

describe('several runs at once', () => {
  it('are retried together, and each says what became of it', async () => {
    let sent: unknown;
    server.use(
      http.post(`${base}/runs/bulk`, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({ results: [{ run: 'r-7Q2L9B', ok: false, problem: { code: 'RUN_HAS_NO_INCIDENT', detail: 'Somebody has answered it meanwhile.' } }] });
      }),
    );
    const { user } = open('/runs');
    await user.click(await screen.findByRole('checkbox', { name: 'Choose run r-7Q2L9B' }));
    await user.click(screen.getByRole('checkbox', { name: 'Choose run r-7Q2K1A' }));
    await user.click(screen.getByRole('button', { name: 'Retry 1 with incidents…' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Why'), 'ServiceNow is back');
    await user.click(within(dialog).getByRole('button', { name: 'Retry this run' }));
    expect(await within(dialog).findByText('Somebody has answered it meanwhile.')).toBeVisible();
    expect(within(dialog).getByRole('status')).toHaveTextContent('0 of 1 done; 1 could not be.');
    expect(sent).toEqual({ runs: ['r-7Q2L9B'], action: 'retry', reason: 'ServiceNow is back' });
  });

  it('are paused together, as many as the filter finds', async () => {
    const sent: unknown[] = [];
    server.use(
      http.get(`${base}/runs`, () =>
        HttpResponse.json({ items: Array.from({ length: 200 }, (_, index) => ({ ...summary(index), status: 'running', paused: index === 0 })), next: '200' }),
      ),
      http.post(`${base}/runs/bulk`, async ({ request }) => {
        sent.push(await request.json());
        const results = Array.from({ length: 500 }, (_, index) => ({ run: `r-${sent.length}-${index}`, ok: true, problem: null }));
        return HttpResponse.json({ results, next: sent.length < 2 ? '500' : null });
      }),
    );
    const { user } = open('/runs?query=web');
    await user.click(await screen.findByRole('checkbox', { name: 'Choose all that are loaded' }));
    const bar = screen.getByRole('toolbar', { name: 'Chosen runs' });
    expect(within(bar).getByRole('button', { name: 'Pause 199 running…' })).toBeEnabled();
    expect(within(bar).getByRole('button', { name: 'Resume 1 paused…' })).toBeEnabled();
    await user.click(within(bar).getByRole('checkbox', { name: 'Also those that are not loaded' }));
    await user.click(within(bar).getByRole('button', { name: 'Pause all running…' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Why'), 'Storm');
    await user.click(within(dialog).getByRole('button', { name: 'Pause all runs that are found' }));
    await waitFor(() => expect(within(dialog).getByRole('status')).toHaveTextContent('1000 of 1000 done. The first 500 are shown.'));
    const filter = { query: 'web', status: 'running' };
    expect(sent).toEqual([
      { filter, action: 'pause', reason: 'Storm' },
      { filter, cursor: '500', action: 'pause', reason: 'Storm' },
    ]);
  });

  it('are never others than the filter finds', async () => {
    server.use(
      http.get(`${base}/runs`, () => HttpResponse.json({ items: Array.from({ length: 200 }, (_, index) => summary(index)), next: '200' })),
    );
    const { user } = open('/runs?status=completed');
    await user.click(await screen.findByRole('checkbox', { name: 'Choose all that are loaded' }));
    const bar = screen.getByRole('toolbar', { name: 'Chosen runs' });
    await user.click(within(bar).getByRole('checkbox', { name: 'Also those that are not loaded' }));
    expect(within(bar).getByRole('button', { name: 'Cancel all running…' })).toBeDisabled();
    expect(within(bar).getByRole('button', { name: 'Pause all running…' })).toBeDisabled();
  });

  it('are compared when there are two of one workflow', async () => {
    const { user, router } = open('/runs');
    await user.click(await screen.findByRole('checkbox', { name: 'Choose run r-7Q2M4K' }));
    await user.click(screen.getByRole('checkbox', { name: 'Choose run r-7Q2K1A' }));
    await user.click(screen.getByRole('link', { name: 'Compare' }));
    expect(await screen.findByRole('heading', { name: 'Two runs of Internet-facing VM' })).toBeVisible();
    expect(router.state.location.search).toEqual({ a: 'r-7Q2K1A', b: 'r-7Q2M4K' });
    const steps = await screen.findByRole('region', { name: 'Step by step' });
    expect(within(steps).getByText(/^Ended otherwise/)).toBeVisible();
    expect(within(steps).getAllByText('Not reached').length).toBeGreaterThan(2);
  });
});

describe('a run stepped through', () => {
  it('shows each moment in words, and goes back to now', async () => {
    const { user } = open('/runs/r-7Q2K1A');
    await user.click(await screen.findByRole('button', { name: 'Step through time' }));
    const bar = screen.getByRole('group', { name: 'Step through time' });
    expect(within(bar).getByText(/Started by EventBridge/)).toBeVisible();
    expect(within(bar).getByRole('button', { name: 'One step back' })).toBeDisabled();
    await user.click(within(bar).getByRole('button', { name: 'One step on' }));
    await waitFor(() => expect(within(bar).getByText(/began/)).toBeVisible());
    await user.click(within(bar).getByRole('button', { name: 'Back to now' }));
    expect(screen.queryByRole('group', { name: 'Step through time' })).toBeNull();
  });

  it('says what a step came to instead of what it last waited for', async () => {
    const run = runs.find(({ id }) => id === 'r-7Q2K1A') as (typeof runs)[number];
    const steps = run.steps.map((step) => (step.node === 'quarantine' ? { ...step, note: 'Waiting for the interface' } : step));
    server.use(http.get(`${base}/runs/r-7Q2K1A`, () => HttpResponse.json({ ...run, steps })));
    open('/runs/r-7Q2K1A?node=quarantine');
    const panel = await screen.findByRole('region', { name: 'Step Quarantine it' });
    expect(within(panel).getByText('Done; its change was made.')).toBeVisible();
    expect(within(panel).queryByText('Waiting for the interface')).toBeNull();
  });
});
