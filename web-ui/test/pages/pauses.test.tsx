import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../open';
import { base, server } from '../server';

const stop = { scope: 'everything', id: '', reason: 'a bad playbook', since: new Date().toISOString(), by: 'grace' };

describe('the emergency stop', () => {
  it('asks why, is told on the page, and is ended there', async () => {
    const sent: unknown[] = [];
    let items = [] as (typeof stop)[];
    server.use(
      http.get(`${base}/pauses`, () => HttpResponse.json({ items })),
      http.post(`${base}/pauses`, async ({ request }) => {
        sent.push(await request.json());
        items = [stop];
        return HttpResponse.json({ items });
      }),
      http.post(`${base}/pauses/resume`, async ({ request }) => {
        sent.push(await request.json());
        items = [];
        return HttpResponse.json({ items });
      }),
    );
    const { user } = open('/runs');

    await user.click(await screen.findByRole('button', { name: 'Stop everything…' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('Why'), 'a bad playbook');
    await user.click(within(dialog).getByRole('button', { name: 'Stop everything' }));

    const banner = await screen.findByText('Everything is stopped.');
    expect(banner.parentElement).toHaveTextContent('By grace');
    expect(sent[0]).toEqual({ scope: 'everything', reason: 'a bad playbook' });

    await user.click(screen.getByRole('button', { name: 'Resume everything' }));
    await waitFor(() => expect(screen.queryByText('Everything is stopped.')).toBeNull());
    expect(sent[1]).toEqual({ scope: 'everything' });
  });
});
