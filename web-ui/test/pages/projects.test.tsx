import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it } from 'vitest';
import { session } from '../fixtures/answers';
import { open } from '../open';
import { base, problem, server } from '../server';

const two = {
  items: [
    { id: 'default', name: 'Default', roles: ['admin'] },
    { id: 'cloud', name: 'Cloud team', roles: ['admin'] },
  ],
  next: null,
};

afterEach(() => localStorage.clear());

describe('projects', () => {
  it('are not spoken of where there is one', async () => {
    open('/workflows');
    await screen.findByRole('heading', { name: 'Workflows' });
    expect(screen.queryByLabelText('Project')).toBeNull();
  });

  it('are chosen in the frame, and every request says which', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.get(`${base}/projects`, () => HttpResponse.json(two)),
      http.get(`${base}/session`, ({ request }) => {
        const project = request.headers.get('X-Sluice-Project');
        asked.push(project);
        return HttpResponse.json({ ...session, project: project ?? 'default' });
      }),
    );
    const { user } = open('/workflows');
    await user.click(await screen.findByRole('combobox', { name: 'Project' }));
    await user.click(await screen.findByRole('option', { name: 'Cloud team', hidden: true }));
    await waitFor(() => expect(asked.at(-1)).toBe('cloud'));
    expect(asked[0]).toBeNull();
  });

  it('are let go of when one has no part in them any more', async () => {
    localStorage.setItem('sluice.project', 'gone');
    server.use(
      http.get(`${base}/session`, ({ request }) =>
        request.headers.get('X-Sluice-Project')
          ? problem(404, 'NOT_FOUND', 'There is no such thing', 'Expected a project that you have a part in.')
          : HttpResponse.json(session),
      ),
    );
    open('/workflows');
    expect(await screen.findByRole('heading', { name: 'Workflows' })).toBeVisible();
    expect(localStorage.getItem('sluice.project')).toBeNull();
  });

  it('have members with roles of their own', async () => {
    const sent: unknown[] = [];
    server.use(
      http.get(`${base}/projects`, () => HttpResponse.json(two)),
      http.get(`${base}/projects/cloud/members`, () =>
        HttpResponse.json({ items: [{ name: 'grace', roles: ['viewer'], disabled: false }], next: null }),
      ),
      http.get(`${base}/projects/cloud/groups`, () => HttpResponse.json({ items: [], next: null })),
      http.get(`${base}/groups`, () => HttpResponse.json({ items: [], next: null })),
      http.put(`${base}/projects/cloud/members/grace`, async ({ request }) => {
        sent.push(await request.json());
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const { user } = open('/settings?tab=projects');
    await user.click(await screen.findByRole('button', { name: 'Members of Cloud team' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('button', { name: 'Roles of grace' }));
    expect(within(dialog).queryByLabelText('admin')).toBeNull();
    await user.click(within(dialog).getByLabelText('approver'));
    await user.click(within(dialog).getByRole('button', { name: 'Save roles' }));
    await waitFor(() => expect(sent).toEqual([{ roles: ['viewer', 'approver'] }]));
  });

  it('have a quota, beside what they have', async () => {
    const sent: unknown[] = [];
    const none = { own: null, most: null, used: null };
    const quota = { runsPerMinute: none, workflows: { own: 20, most: 20, used: 3 }, connections: { own: null, most: 500, used: 1 } };
    server.use(
      http.get(`${base}/projects`, () => HttpResponse.json(two)),
      http.get(`${base}/projects/cloud/quota`, () => HttpResponse.json(quota)),
      http.put(`${base}/projects/cloud/quota`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(quota);
      }),
    );
    const { user } = open('/settings?tab=projects');
    await user.click(await screen.findByRole('button', { name: 'Quota of Cloud team' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('Now: at most 20; there are 3.')).toBeVisible();
    await user.type(within(dialog).getByLabelText('Runs begun in a minute'), '60');
    await user.clear(within(dialog).getByLabelText('Workflows'));
    await user.click(within(dialog).getByRole('button', { name: 'Save quota' }));
    await waitFor(() => expect(sent).toEqual([{ runsPerMinute: 60, workflows: null, connections: null }]));
  });
});
