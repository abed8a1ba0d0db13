import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { session } from '../fixtures/answers';
import { open } from '../open';
import { base, server } from '../server';

const page = (...items: object[]) => HttpResponse.json({ items, next: null });

function recorded() {
  const sent: string[] = [];
  const record = async ({ request }: { request: Request }) => {
    sent.push(`${request.method} ${new URL(request.url).pathname.slice('/api/v1'.length)} ${await request.text()}`);
    return new HttpResponse(null, { status: 204 });
  };
  return { sent, record };
}

describe('grants', () => {
  it('are given on one workflow', async () => {
    const { sent, record } = recorded();
    server.use(
      http.get(`${base}/groups`, () => page({ name: 'on-call', description: '', members: [] })),
      http.get(`${base}/workflows/wf_1/grants`, () => page({ kind: 'user', name: 'grace', roles: ['viewer'] })),
      http.put(`${base}/workflows/wf_1/grants/*`, record),
    );
    const { user } = open('/workflows/wf_1');
    await user.click(await screen.findByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Who may what…', hidden: true }));
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('button', { name: 'Change grace' }));
    await user.click(within(dialog).getByLabelText('operator'));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toEqual(['PUT /workflows/wf_1/grants/users/grace {"roles":["viewer","operator"]}']));
  });

  it('are given on a restricted connection, to groups too', async () => {
    const { sent, record } = recorded();
    server.use(
      http.get(`${base}/groups`, () => page({ name: 'on-call', description: '', members: [] })),
      http.get(`${base}/connections`, () =>
        page({
          name: 'aws-prod', type: 'aws', settings: {}, secrets: [], references: {}, updatedAt: '2026-01-05T10:00:00Z', updatedBy: 'ada',
          restricted: false, usable: true,
        }),
      ),
      http.get(`${base}/connections/aws-prod/grants`, () => page()),
      http.put(`${base}/connections/aws-prod/*`, record),
    );
    const { user } = open('/connections');
    await user.click(await screen.findByRole('button', { name: 'Who may use aws-prod' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('switch'));
    await user.click(await within(dialog).findByRole('combobox', { name: 'Grant to a group' }));
    await user.click(await screen.findByRole('option', { name: 'on-call', hidden: true }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(sent).toEqual([
        'PUT /connections/aws-prod/restriction {"restricted":true}',
        'PUT /connections/aws-prod/grants/groups/on-call {"roles":["use"]}',
      ]),
    );
  });

  it('open what they are for, and no more', async () => {
    server.use(
      http.get(`${base}/session`, () =>
        HttpResponse.json({
          ...session,
          user: { name: 'grace', roles: [], grants: { workflows: { wf_1: ['operator'] }, uses: [], manages: [] } },
        }),
      ),
    );
    open('/workflows/wf_1');
    expect(await screen.findByRole('button', { name: 'Run' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
  });
});
