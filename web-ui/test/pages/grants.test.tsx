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

  it('show what goes on by a right that is gone, and stop it', async () => {
    const { sent, record } = recorded();
    const use = { workflow: 'wf_1', name: 'Isolate', version: 3, publishedBy: 'grace', publishedAt: '2026-01-05T10:00:00Z', allowed: true };
    server.use(
      http.get(`${base}/groups`, () => page()),
      http.get(`${base}/connections`, () =>
        page({
          name: 'aws-prod', type: 'aws', settings: {}, secrets: [], references: {}, updatedAt: '2026-01-05T10:00:00Z', updatedBy: 'ada',
          restricted: true, usable: true,
        }),
      ),
      http.get(`${base}/connections/aws-prod/grants`, () => page()),
      http.get(`${base}/connections/aws-prod/uses`, () =>
        page({ ...use, rightStands: false }, { ...use, workflow: 'wf_2', name: 'Patch', publishedBy: 'ada', rightStands: true }),
      ),
      http.post(`${base}/connections/aws-prod/withdrawals`, record),
    );
    const { user } = open('/connections');
    await user.click(await screen.findByRole('button', { name: 'Who may use aws-prod' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('One goes on by the right of somebody who has it no more.')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Stop these 1: Isolate' }));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(sent).toEqual(['POST /connections/aws-prod/withdrawals {"workflows":["wf_1"]}']));
  });

  it('of one person are listed with where they come from', async () => {
    const right = { project: 'default', id: '', title: '', grantedAt: null, grantedBy: '' };
    server.use(
      http.get(`${base}/users/grace/rights`, () =>
        HttpResponse.json({
          disabled: false,
          groups: [{ group: 'on-call', source: 'okta' }],
          rights: [
            { ...right, what: 'project', role: 'viewer', group: '' },
            { ...right, what: 'workflow', id: 'wf_1', title: 'Isolate', role: 'approver', group: 'on-call', grantedAt: '2026-01-05T10:00:00Z', grantedBy: 'ada' },
          ],
        }),
      ),
    );
    const { user } = open('/audit');
    await user.click(await screen.findByRole('button', { name: 'Rights of a person' }));
    await user.type(await screen.findByLabelText('User name'), 'grace{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Rights of grace' });
    expect(await within(dialog).findByText('In on-call (by okta).')).toBeVisible();
    expect(within(dialog).getByRole('row', { name: /workflow Isolate approver group on-call, granted by ada/ })).toBeVisible();
  });
});
