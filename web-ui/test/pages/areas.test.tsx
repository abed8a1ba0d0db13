import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { itemRun } from '../fixtures/areas';
import { open } from '../open';
import { base, server } from '../server';

describe('a run with areas', () => {
  it('says how far a for-each is, and does not count what only waits for an event', async () => {
    open('/runs/r-AREAS1');
    const now = await screen.findByRole('region', { name: 'Now' });
    expect(within(now).getByText('3 of 5, 1 failed')).toBeVisible();
    expect(within(now).getAllByRole('button', { name: 'Details' })).toHaveLength(1);
    expect(within(now).queryByText('Freeze')).not.toBeInTheDocument();
  });

  it('leads from a for-each to the runs of its items, and from there back', async () => {
    const { user, router } = open('/runs/r-AREAS1?node=each');
    await user.click(await screen.findByRole('link', { name: 'Runs of its items' }));
    expect(await screen.findByText(/Only the parts of run/)).toBeVisible();
    expect(router.state.location.search).toEqual({ parent: 'r-AREAS1' });
    await router.navigate({ to: '/runs/$runId', params: { runId: 'r-AREAS2' } });
    expect(await screen.findByText(/item 2 of “Each machine”/)).toBeVisible();
    expect(screen.getByRole('link', { name: /run r-AREAS1/ })).toHaveAttribute('href', '/runs/r-AREAS1?node=each');
  });

  it('says of a called run what has called it', async () => {
    server.use(http.get(`${base}/runs/r-CALLED`, () => HttpResponse.json({ ...itemRun, id: 'r-CALLED', parent: { run: 'r-AREAS1', node: 'look', index: 0 } })));
    open('/runs/r-CALLED');
    expect(await screen.findByText(/called by “Look at one”/)).toBeVisible();
  });

  it('tells how often a loop was gone through', async () => {
    open('/runs/r-AREAS1?node=collect');
    expect(await screen.findByText('Gone through 3 times.')).toBeVisible();
  });
});
