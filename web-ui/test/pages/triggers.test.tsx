import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { session } from '../fixtures/answers';
import { open } from '../open';
import { base, server } from '../server';

const cdr = { node: 'new_vm', type: 'qualys.cdr-push', url: 'https://sluice.example/webhook/cdr', secretSet: false, shared: true, received: null as string | null, refused: null as string | null, nextFire: null };

describe('F048: the set-up of a webhook', () => {
  it('shows address, one-time secret and steps, and a light that turns by itself', async () => {
    const state = { ...cdr };
    server.use(
      http.get(`${base}/workflows/wf_1/triggers`, () => HttpResponse.json([state])),
      http.post(`${base}/workflows/wf_1/triggers/new_vm/secret`, () => {
        state.secretSet = true;
        return HttpResponse.json({ secret: 'whsec_only-once' }, { status: 201 });
      }),
    );
    const { user } = open('/workflows/wf_1?tab=triggers');
    expect(await screen.findByText('No secret yet')).toBeVisible();
    expect(screen.getAllByText('https://sluice.example/webhook/cdr')).not.toHaveLength(0);
    expect(screen.getByText(/TotalCloud › Settings › Integrations/)).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Make a secret' }));
    expect(await screen.findByText('whsec_only-once')).toBeVisible();
    expect(await screen.findByText('Waiting for the first event')).toBeVisible();

    state.refused = '2026-01-05T10:00:00Z';
    expect(await screen.findByText(/signature does not fit/, undefined, { timeout: 30_000 })).toBeVisible();
    state.received = '2026-01-05T10:00:09Z';
    const light = await screen.findByText(/^Received at/, undefined, { timeout: 30_000 });
    expect(light.closest('[role=status]')).toBeVisible();
    expect(screen.getByText('whsec_only-once')).toBeVisible();
  });

  it('copies the steps without the secret', async () => {
    server.use(http.get(`${base}/workflows/wf_1/triggers`, () => HttpResponse.json([{ ...cdr, secretSet: true }])));
    const { user } = open('/workflows/wf_1?tab=triggers');
    await user.click(await screen.findByRole('button', { name: 'Copy the steps' }));
    expect(await navigator.clipboard.readText()).toContain('1. Open TotalCloud');
  });

  it('leaves a shared secret to an administrator', async () => {
    server.use(
      http.get(`${base}/session`, () => HttpResponse.json({ ...session, user: { ...session.user, name: 'linus', roles: ['viewer', 'editor'] } })),
      http.get(`${base}/workflows/wf_1/triggers`, () => HttpResponse.json([cdr, { ...cdr, node: 'by_hand', type: 'webhook', shared: false }])),
    );
    open('/workflows/wf_1?tab=triggers');
    expect(await screen.findByText(/An administrator makes it/)).toBeVisible();
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Make a secret' })).toHaveLength(1));
    expect(within(screen.getByRole('main')).getByText(/At the sender/)).toBeVisible();
  });
});
