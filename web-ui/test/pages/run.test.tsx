import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runs, runUpTo } from '../fixtures/runs';
import { FakeStream } from '../fakeStream';
import { open } from '../open';
import { base, server } from '../server';

beforeEach(() => {
  FakeStream.all = [];
  vi.stubGlobal('EventSource', FakeStream);
});

describe('a run', () => {
  it('asks for the approval it waits for', async () => {
    open('/runs/r-7Q2M4K');
    expect(await screen.findByRole('heading', { name: 'Internet-facing VM' })).toBeVisible();
    const now = screen.getByRole('region', { name: 'Now' });
    expect(within(now).getByText('Patch it now?')).toBeVisible();
    expect(within(now).getByRole('button', { name: 'Approve' })).toBeVisible();
  });

  it('tells its story from the journal', async () => {
    open('/runs/r-7Q2M4K');
    expect(await screen.findByText('Quarantine it · change made')).toBeVisible();
    expect(screen.getByText('Started by EventBridge')).toBeVisible();
  });

  it('shows what a step changed, before and after', async () => {
    open('/runs/r-7Q2K1A?node=quarantine');
    const panel = await screen.findByRole('region', { name: 'Step Quarantine it' });
    expect(within(panel).getByText('Replace the security groups of eni-0aa41be77c2 by quarantine')).toBeVisible();
    expect(within(panel).getByText('sg-web, sg-default')).toBeVisible();
    expect(within(panel).getByText('sg-quarantine')).toBeVisible();
    expect(within(panel).getByText(/Can be undone/)).toBeVisible();
  });

  it('moves when the stream says so, without being asked', async () => {
    open('/runs/r-7Q2S00');
    const now = await screen.findByRole('region', { name: 'Now' });
    expect(within(now).getByText('Scan its perimeter')).toBeVisible();

    const stream = FakeStream.of('/runs/r-7Q2S00/stream');
    stream.opens();
    expect(screen.getByText('Live')).toBeVisible();
    const moved = runUpTo({ id: 'r-7Q2S00', upTo: 'risk', status: 'working', startedAgo: 120 });
    server.use(http.get(`${base}/runs/r-7Q2S00`, () => HttpResponse.json(moved)));
    stream.say('journal', { version: moved.version, at: moved.startedAt, events: [] });

    expect(await within(now).findByText('Read TruRisk')).toBeVisible();
    expect(within(now).queryByText('Scan its perimeter')).toBeNull();
  });

  it('does not ask again for what it knows', async () => {
    let asked = 0;
    const known = runs.find(({ id }) => id === 'r-7Q2S00');
    server.use(http.get(`${base}/runs/r-7Q2S00`, () => { asked++; return HttpResponse.json(known); }));
    open('/runs/r-7Q2S00');
    await screen.findByRole('region', { name: 'Now' });
    FakeStream.of('/runs/r-7Q2S00/stream').say('journal', { version: known?.version, events: [] });
    await screen.findByText('Scan its perimeter · change made', undefined, { timeout: 500 }).catch(() => undefined);
    expect(asked).toBe(1);
  });

  it('says so when the stream breaks and it has to ask', async () => {
    open('/runs/r-7Q2S00');
    await screen.findByRole('region', { name: 'Now' });
    FakeStream.of('/runs/r-7Q2S00/stream').breaks();
    expect(await screen.findByText('Every 3 s')).toBeVisible();
  });

  it('listens no longer once it has ended', async () => {
    open('/runs/r-7Q2K1A');
    expect(await screen.findByRole('heading', { name: 'What it came to' })).toBeVisible();
    expect(FakeStream.all.filter(({ url }) => url.includes('r-7Q2K1A'))).toEqual([]);
  });

  it('lists what a dry run would change', async () => {
    open('/runs/r-7Q2J77');
    const outcome = await screen.findByRole('region', { name: 'What it would do' });
    expect(within(outcome).getByText('6 changes would be made:')).toBeVisible();
    expect(within(outcome).getAllByText('Planned')).toHaveLength(5);
  });

  it('asks in plain words whether a change happened, and sends the answer', async () => {
    let sent: unknown;
    server.use(
      http.post(`${base}/runs/r-7Q2L9B/steps/6/resolve`, async ({ request }) => {
        sent = await request.json();
        return new HttpResponse(null, { status: 202 });
      }),
    );
    const { user } = open('/runs/r-7Q2L9B');
    await user.click((await screen.findAllByRole('button', { name: 'Decide' }))[0] as HTMLElement);
    const panel = await screen.findByRole('region', { name: 'Step Open an incident' });
    expect(within(panel).getByRole('radio', { name: 'It happened' })).toBeChecked();
    expect(within(panel).queryByRole('radio', { name: 'Skip with a value' })).toBeNull();
    await user.click(within(panel).getByRole('radio', { name: 'It did not happen' }));
    await user.type(within(panel).getByLabelText('Why'), 'Looked in ServiceNow');
    await user.click(within(panel).getByRole('button', { name: 'It did not happen' }));
    await waitFor(() => expect(sent).toEqual({ resolution: 'did-not-happen', reason: 'Looked in ServiceNow', raisedAt: expect.any(String) }));
  });

  it('is canceled with undo when so wished', async () => {
    let sent: unknown;
    server.use(
      http.post(`${base}/runs/r-7Q2M4K/cancel`, async ({ request }) => {
        sent = await request.json();
        return new HttpResponse(null, { status: 202 });
      }),
    );
    const { user } = open('/runs/r-7Q2M4K');
    await user.click(await screen.findByRole('button', { name: 'Cancel…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: /Undo them \(2 can be undone\)/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Cancel and undo' }));
    await waitFor(() => expect(sent).toEqual({ undo: true, reason: '' }));
  });

  it('that does not exist is told as such', async () => {
    open('/runs/none');
    expect(await screen.findByText(/There is no such thing here/)).toBeVisible();
  });
});

describe('runs', () => {
  it('are filtered by what stands in the address', async () => {
    open('/runs?status=completed&mode=dry-run');
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(within(table).getByText('Dry run')).toBeVisible();
  });

  it('keep a filter in the address', async () => {
    const { user, router } = open('/runs');
    await user.click(await screen.findByText('Incidents'));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ incident: true }));
  });
});
