import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { wholePolicy } from '../fixtures/policies';
import { open } from '../open';
import { base, problem, server } from '../server';

function recording(answer: () => Response) {
  const sent: unknown[] = [];
  server.use(
    http.post(`${base}/policies/pol-7f3a/moves`, async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
  return sent;
}

describe('policies', () => {
  it('are listed with state and place, filtered by what stands in the address', async () => {
    const asked: string[] = [];
    server.use(
      http.get(`${base}/policies`, ({ request }) => {
        asked.push(new URL(request.url).search);
        return HttpResponse.json({ items: [wholePolicy.policy], next: null });
      }),
    );
    open('/policies?status=review');
    const table = await screen.findByRole('table');
    expect(within(table).getByRole('link', { name: 'Crypto mining' })).toHaveAttribute('href', '/policies/pol-7f3a');
    expect(within(table).getByText('prod / shop / web')).toBeVisible();
    expect(within(table).getByText('In review')).toBeVisible();
    expect(asked[0]).toContain('status=review');
  });

  it('say what to do when there are none', async () => {
    server.use(http.get(`${base}/policies`, () => HttpResponse.json({ items: [], next: null })));
    open('/policies');
    expect(await screen.findByText('No policies yet')).toBeVisible();
  });
});

describe('a policy', () => {
  it('shows its road, its hits, its clusters and its history', async () => {
    open('/policies/pol-7f3a');
    const road = await screen.findByRole('list', { name: "The policy's road" });
    expect(within(road).getByText('In review').closest('li')).toHaveAttribute('aria-current', 'step');
    expect(screen.getByText('4, 1 not explained')).toBeVisible();
    expect(screen.getByText('/usr/bin/ping')).toBeVisible();
    expect(within(screen.getByRole('region', { name: 'Clusters' })).getByText(/refused the connection/)).toBeVisible();
    expect(within(screen.getByRole('region', { name: 'History' })).getByText('Watched for 24 h')).toBeVisible();
  });

  it('says why a move is not possible and does not make it', async () => {
    const sent = recording(() => HttpResponse.json({ run: null }));
    const { user } = open('/policies/pol-7f3a');
    const promote = await screen.findByRole('button', { name: 'Enforce' });
    expect(promote).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/is not possible now. Expected every hit to be explained/)).toBeVisible();
    await user.click(promote);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(sent).toEqual([]);
  });

  it('is made narrower with a reason and what is left out', async () => {
    const sent = recording(() => HttpResponse.json({ run: 'r-1' }, { status: 202 }));
    const { user } = open('/policies/pol-7f3a');
    await user.click(await screen.findByRole('button', { name: 'Make narrower' }));
    const dialog = await screen.findByRole('dialog');
    const act = within(dialog).getByRole('button', { name: 'Make narrower' });
    await user.type(within(dialog).getByLabelText(/Why/), 'ping is right');
    expect(act).toBeDisabled();
    await user.type(within(dialog).getByLabelText(/Leave out these programs/), '/usr/bin/ping');
    await user.click(act);
    await waitFor(() => expect(sent).toEqual([{ move: 'tune', reason: 'ping is right', withoutBinaries: ['/usr/bin/ping'], withoutValues: [] }]));
  });

  it('keeps what was typed when the server says no', async () => {
    recording(() => problem(409, 'POLICY_REFUSED', 'Not now', 'Somebody has withdrawn it meanwhile.'));
    const { user } = open('/policies/pol-7f3a');
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/Why/), 'a false alarm');
    await user.click(within(dialog).getByRole('button', { name: 'Withdraw' }));
    expect(await within(dialog).findByText('Somebody has withdrawn it meanwhile.')).toBeVisible();
    expect(within(dialog).getByLabelText(/Why/)).toHaveValue('a false alarm');
  });

  it('is explained hit by hit', async () => {
    let sent: unknown;
    server.use(http.post(`${base}/policies/pol-7f3a/hits/h2/explain`, async ({ request }) => { sent = await request.json(); return new HttpResponse(null, { status: 204 }); }));
    const { user } = open('/policies/pol-7f3a');
    await user.type(await screen.findByLabelText('Why this hit is right'), 'A test of ours');
    await user.click(screen.getByRole('button', { name: 'Explain' }));
    await waitFor(() => expect(sent).toEqual({ explanation: 'A test of ours' }));
  });
});
