import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../open';
import { base, server } from '../server';

const page = (...items: object[]) => HttpResponse.json({ items, next: null });

function recorded() {
  const sent: string[] = [];
  const record = async ({ request }: { request: Request }) => {
    const body = await request.text();
    sent.push(`${request.method} ${new URL(request.url).pathname.slice('/api/v1'.length)} ${body}`.trim());
    return new HttpResponse(null, { status: 204 });
  };
  return { sent, record };
}

const responders = {
  name: 'responders',
  description: 'On call',
  members: [
    { name: 'grace', byHand: true, providers: [], disabled: false },
    { name: 'linus', byHand: false, providers: ['acme'], disabled: false },
  ],
};

describe('groups', () => {
  it('are made, and people put in and taken out', async () => {
    const { sent, record } = recorded();
    let made = false;
    server.use(
      http.get(`${base}/groups`, () => (made ? page(responders) : page())),
      http.post(`${base}/groups`, (call) => {
        made = true;
        return record(call);
      }),
      http.put(`${base}/groups/responders/members/*`, record),
      http.delete(`${base}/groups/responders/members/*`, record),
    );
    const { user } = open('/settings?tab=groups');
    await user.click(await screen.findByRole('button', { name: 'Add a group' }));
    await user.type(await screen.findByLabelText(/^Name/), 'Responders');
    await user.type(screen.getByLabelText('What for'), 'On call');
    await user.click(screen.getByRole('button', { name: 'Add' }));

    const dialog = await screen.findByRole('dialog', { name: 'Members of responders' });
    expect(within(dialog).getByText('told by acme')).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: 'Take linus out' })).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Take grace out' }));
    await user.click(within(dialog).getByRole('combobox', { name: 'Put somebody in' }));
    await user.click(await screen.findByRole('option', { name: 'ada', hidden: true }));

    await waitFor(() =>
      expect(sent).toEqual([
        'POST /groups {"name":"responders","description":"On call"}',
        'DELETE /groups/responders/members/grace',
        'PUT /groups/responders/members/ada',
      ]),
    );
  });

  it('have roles in projects, the default one too', async () => {
    const { sent, record } = recorded();
    server.use(
      http.get(`${base}/groups`, () => page(responders)),
      http.get(`${base}/projects/default/groups`, () => page()),
      http.put(`${base}/projects/default/groups/responders`, record),
    );
    const { user } = open('/settings?tab=projects');
    await user.click(await screen.findByRole('button', { name: 'Members of Default' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).queryByRole('combobox', { name: 'Add somebody' })).toBeNull();
    await user.click(await within(dialog).findByRole('combobox', { name: 'Add a group' }));
    await user.click(await screen.findByRole('option', { name: 'responders', hidden: true }));
    await user.click(await within(dialog).findByLabelText('operator'));
    await user.click(within(dialog).getByRole('button', { name: 'Save roles' }));
    await waitFor(() => expect(sent).toEqual(['PUT /projects/default/groups/responders {"roles":["viewer","operator"]}']));
  });
});

describe('sessions of others', () => {
  it('are ended after a question', async () => {
    const ended: unknown[] = [];
    server.use(
      http.delete(`${base}/users/:name/sessions`, ({ params }) => {
        ended.push(params['name']);
        return HttpResponse.json({ sessions: 2 });
      }),
    );
    const { user } = open('/settings?tab=users');
    await user.click(await screen.findByRole('button', { name: 'End all sessions of grace' }));
    expect(ended).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'End them' }));
    await waitFor(() => expect(ended).toEqual(['grace']));
    expect(await screen.findByText('2 ended.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'End all sessions of ada' })).toBeNull();
  });
});
