import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { session } from '../fixtures/answers';
import { open } from '../open';
import { base, server } from '../server';

/** What the page sent in a change; the server says that it is done. */
function asked(method: 'post' | 'delete', path: string): unknown[] {
  const bodies: unknown[] = [];
  server.use(
    http[method](`${base}${path}`, async ({ request }) => {
      bodies.push(method === 'post' ? await request.json() : null);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  return bodies;
}

describe('my account', () => {
  it('changes the password with the present one', async () => {
    const changes = asked('post', '/account/password');
    const { user } = open('/settings?tab=account');
    await user.type(await screen.findByLabelText(/^Present password/), 'the one I have');
    await user.type(screen.getByLabelText(/^New password( \*)?$/), 'a few unrelated words');
    await user.type(screen.getByLabelText(/^New password again/), 'a few unrelated words');
    await user.click(screen.getByRole('button', { name: 'Change the password' }));

    await waitFor(() => expect(changes).toEqual([{ present: 'the one I have', next: 'a few unrelated words' }]));
    expect(await screen.findByText(/signed out everywhere else/)).toBeVisible();
  });

  it('asks for nothing when the two passwords differ', async () => {
    const changes = asked('post', '/account/password');
    const { user } = open('/settings?tab=account');
    await user.type(await screen.findByLabelText(/^Present password/), 'the one I have');
    await user.type(screen.getByLabelText(/^New password( \*)?$/), 'a few unrelated words');
    await user.type(screen.getByLabelText(/^New password again/), 'others');
    await user.click(screen.getByRole('button', { name: 'Change the password' }));

    expect(await screen.findByText('The two passwords differ.')).toBeVisible();
    expect(changes).toEqual([]);
  });

  it('says who answers approvals while one is away', async () => {
    const sent: unknown[] = [];
    let absence: unknown = null;
    server.use(
      http.get(`${base}/account/absence`, () => HttpResponse.json({ absence })),
      http.put(`${base}/account/absence`, async ({ request }) => {
        sent.push(await request.json());
        absence = { deputy: 'grace', from: '2026-08-01T08:00:00Z', until: '2026-08-20T08:00:00Z' };
        return HttpResponse.json({ absence });
      }),
    );
    const gone = asked('delete', '/account/absence');
    const { user } = open('/settings?tab=account');
    await user.type(await screen.findByLabelText(/^Who answers for you/), 'grace');
    fireEvent.change(screen.getByLabelText(/^Until/), { target: { value: '2026-08-20T08:00' } });
    await user.click(screen.getByRole('button', { name: 'Say that I am away' }));

    expect(await screen.findByText(/^grace answers for you, from/)).toBeVisible();
    expect(sent).toEqual([{ deputy: 'grace', from: null, until: new Date('2026-08-20T08:00').toISOString() }]);

    await user.click(screen.getByRole('button', { name: 'I am there' }));
    await waitFor(() => expect(gone).toHaveLength(1));
  });

  it('shows where one is signed in, and signs out there', async () => {
    const ended = asked('delete', '/account/sessions/00aa11bb22cc33dd');
    const { user } = open('/settings?tab=account');
    const line = await screen.findByRole('row', { name: /Firefox on Linux/ });
    expect(within(line).getByText('This one')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Sign out Chrome on Windows at 198.51.100.4' }));

    await waitFor(() => expect(ended).toHaveLength(1));
  });
});

describe('signing in with a provider', () => {
  it('leads to the provider and back to this page', async () => {
    server.use(http.get(`${base}/session`, () => HttpResponse.json({ ...session, user: null })));
    open('/runs');

    const link = await screen.findByRole('link', { name: 'Sign in with Acme' });
    expect(link).toHaveAttribute('href', expect.stringMatching(/^\/api\/v1\/session\/providers\/acme\?back=%2F/));
  });
});
