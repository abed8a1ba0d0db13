import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { session } from '../fixtures/answers';
import { internetFacing, snapshots } from '../fixtures/documents';
import { open } from '../open';
import { recording } from '../recording';
import { base, problem, server } from '../server';

describe('signing in', () => {
  it('asks for the set-up token first, then signs the first account in', async () => {
    let setUp = false;
    let signedIn = false;
    server.use(http.get(`${base}/session`, () => HttpResponse.json({ ...session, setUp, user: signedIn ? session.user : null })));
    const made = recording('post', '/session/setup', () => { setUp = true; return new HttpResponse(null, { status: 201 }); });
    recording('post', '/session', () => { signedIn = true; return new HttpResponse(null, { status: 200 }); });
    const { user } = open('/workflows');

    await user.type(await screen.findByLabelText(/Set-up token/), 'tok-1');
    await user.type(screen.getByLabelText(/User name/), 'ada');
    await user.type(screen.getByLabelText(/^Password(?! again)/), 'correct horse');
    await user.type(screen.getByLabelText(/Password again/), 'correct horse');
    await user.click(screen.getByRole('button', { name: 'Make the account' }));

    expect(await screen.findByRole('heading', { name: 'Workflows' })).toBeVisible();
    expect(made[0]?.body).toEqual({ token: 'tok-1', userName: 'ada', password: 'correct horse' });
  });

  it('says in the words of the server why it was refused', async () => {
    server.use(
      http.get(`${base}/session`, () => HttpResponse.json({ ...session, user: null })),
      http.post(`${base}/session`, () => problem(401, 'BAD_CREDENTIALS', 'Not signed in', 'The name or the password is wrong.')),
    );
    const { user } = open('/runs');
    await user.type(await screen.findByLabelText(/User name/), 'ada');
    await user.type(screen.getByLabelText(/Password/), 'nope');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('The name or the password is wrong.')).toBeVisible();
    expect(screen.getByLabelText(/User name/)).toHaveValue('ada');
  });
});

describe('workflows', () => {
  it('are listed with state, problems and last run', async () => {
    open('/workflows');
    const row = (await screen.findByRole('link', { name: 'Internet-facing VM' })).closest('tr');
    expect(row && within(row).getByText('On · v3')).toBeVisible();
    expect(row && within(row).getByText('1 incident')).toBeVisible();
    expect(screen.getByText('2 errors')).toBeVisible();
  });

  it('are searched by what stands in the address', async () => {
    open('/workflows?q=snapshot');
    expect(await screen.findByRole('link', { name: 'Snapshot encryption' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Internet-facing VM' })).toBeNull();
  });

  it('tell what to do when there is none', async () => {
    server.use(http.get(`${base}/workflows`, () => HttpResponse.json({ items: [], next: null })));
    open('/workflows');
    expect(await screen.findByText('No workflow yet')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Choose a template' })).toHaveAttribute('href', '/templates');
  });

  it('start a dry run with typed input, once, and lead to it', async () => {
    const sent = recording('post', '/workflows/wf_1/runs', () => HttpResponse.json({ id: 'r-7Q2S00', duplicate: false }, { status: 202 }));
    const { user, router } = open('/workflows/wf_1?run=dry');
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('button', { name: 'Start the dry run' }));
    expect(await within(dialog).findByText('Enter instance id.')).toBeVisible();
    expect(sent).toHaveLength(0);

    await user.type(within(dialog).getByLabelText(/Instance id/), 'i-0abc');
    await user.click(within(dialog).getByRole('button', { name: 'Start the dry run' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/r-7Q2S00'));
    expect(sent[0]?.body).toMatchObject({ dryRun: true, start: 'by_hand', input: { instanceId: 'i-0abc', urgent: false, region: 'us-east-1' }, variables: { threshold: 900 } });
    expect(sent[0]?.headers.get('X-CSRF-Token')).toBe('csrf-1');
    expect(sent[0]?.headers.get('Idempotency-Key')).toMatch(/.{20,}/);
  });

  it('publish with the revision they were seen at, and say what stands in the way', async () => {
    const sent = recording('post', '/workflows/wf_1/publish', () => problem(412, 'CHANGED', 'Changed meanwhile', 'Somebody saved revision 9. Reload and look at it.'));
    const { user } = open('/workflows/wf_1');
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText('What changed'), 'Better');
    await user.click(within(dialog).getByRole('button', { name: 'Publish this version' }));
    expect(await within(dialog).findByText(/Somebody saved revision 9/)).toBeVisible();
    expect(within(dialog).getByLabelText('What changed')).toHaveValue('Better');
    expect(sent[0]?.headers.get('If-Match')).toBe('"8"');
  });
});

describe('publishing from the page of a workflow', () => {
  it('shows what differs, and switches the triggers on where they are off', async () => {
    const published = recording('post', '/workflows/wf_2/publish', () => HttpResponse.json({ version: 2 }));
    const enabled = recording('post', '/workflows/wf_2/enable', () => new HttpResponse(null, { status: 204 }));
    const { user } = open('/workflows/wf_2');
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    const dialog = await screen.findByRole('dialog', { name: 'Publish the draft' });
    expect(await within(dialog).findByRole('region', { name: 'Differences' })).toBeVisible();
    await user.click(within(dialog).getByRole('switch', { name: /^Switch its triggers on/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Publish this version' }));
    await waitFor(() => expect(enabled).toHaveLength(1));
    expect(published[0]?.body).toEqual({ comment: '' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('importing', () => {
  it('says what a file would become before a draft is made of it, and opens the editor on it', async () => {
    const created = recording('post', '/workflows', () => HttpResponse.json({ id: 'wf_2' }, { status: 201 }));
    server.use(
      http.post(`${base}/workflows/import`, () => HttpResponse.json({ document: snapshots, report: [{ element: 'lane_1', message: 'Lanes are not kept.' }] })),
      http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [] })),
      http.put(`${base}/workflows/:id/presence`, () => HttpResponse.json({ others: [] })),
      http.delete(`${base}/workflows/:id/presence`, () => new HttpResponse(null, { status: 204 })),
    );
    const { user, router } = open('/workflows');
    await screen.findByRole('button', { name: 'Import' });
    // jsdom’s files have no text.
    const file = Object.assign(new File([], 'flow.bpmn'), { text: () => Promise.resolve('<definitions/>') });
    fireEvent.drop(document.body, { dataTransfer: { files: [file], types: ['Files'] } });
    const dialog = await screen.findByRole('dialog', { name: 'Import flow.bpmn' });
    expect(await within(dialog).findByText('lane_1: Lanes are not kept.')).toBeVisible();
    expect(created).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Make a draft of it' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/workflows/wf_2/edit'));
    expect(created[0]?.body).toMatchObject({ document: { name: 'Snapshot encryption' } });
  });
});

describe('versions', () => {
  it('are compared by what stands in the address', async () => {
    server.use(
      http.get(`${base}/workflows/wf_1/versions/2`, () =>
        HttpResponse.json({ version: 2, publishedAt: '2026-01-01T00:00:00Z', publishedBy: 'grace', document: { ...internetFacing, description: 'As it was.' } }),
      ),
    );
    const { user, router } = open('/workflows/wf_1?compare=2..draft');
    const section = await screen.findByRole('region', { name: 'What differs' });
    expect(await within(section).findByText(/As it was\./)).toBeVisible();
    await user.click(within(section).getByRole('button', { name: 'Swap' }));
    expect(router.state.location.search).toMatchObject({ compare: 'draft..2' });
    await user.click(within(section).getByRole('button', { name: 'Close the comparison' }));
    expect(router.state.location.search).toEqual({ tab: 'versions' });
    await user.click(await screen.findByRole('link', { name: 'Compare version 2 with version 3' }));
    expect(router.state.location.search).toMatchObject({ compare: '2..3' });
  });
});

describe('templates', () => {
  it('are installed with connections and variables', async () => {
    const sent = recording('post', '/templates/internet-facing-vm/install', () => HttpResponse.json({ id: 'wf_1' }, { status: 201 }));
    const { user, router } = open('/templates/internet-facing-vm');
    await user.click(await screen.findByRole('button', { name: 'Install as a draft' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/workflows/wf_1/edit'));
    expect(sent[0]?.body).toEqual({
      name: 'Internet-facing VM',
      connections: { aws: 'aws', qualys: 'qualys', servicenow: 'servicenow' },
      variables: { threshold: 900, optionProfile: 'Initial Options' },
    });
  });
});

describe('connections', () => {
  it('keep a secret that is not typed again', async () => {
    const sent = recording('put', '/connections/aws', () => HttpResponse.json({}));
    const { user } = open('/connections');
    await user.click(await screen.findByRole('button', { name: 'Edit aws' }));
    const dialog = await screen.findByRole('dialog');
    await user.clear(within(dialog).getByLabelText(/Region/));
    await user.type(within(dialog).getByLabelText(/Region/), 'eu-central-1');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ settings: { region: 'eu-central-1' }, secrets: {}, references: {} });
  });

  it('name the place where a secret is kept rather than hold it', async () => {
    const sent = recording('put', '/connections/qualys', () => HttpResponse.json({}));
    const { user } = open('/connections');
    await user.click(await screen.findByRole('button', { name: 'Edit qualys' }));
    const dialog = await screen.findByRole('dialog');
    const how = within(dialog).getByRole('radiogroup', { name: 'How Password is given' });
    await user.click(within(how).getByRole('radio', { name: 'Reference' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(within(dialog).getByText('Enter password.')).toBeVisible();
    await user.type(within(dialog).getByLabelText('Place of Password'), 'vault:kv/qualys#password');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ secrets: {}, references: { password: 'vault:kv/qualys#password' } });
  });

  it('show and keep the place of a secret, until a value is given instead', async () => {
    const referring = { name: 'qualys', type: 'qualys', settings: { apiUrl: 'https://q.test', username: 'u' }, secrets: [], references: { password: 'env:QUALYS' } };
    server.use(http.get(`${base}/connections`, () => HttpResponse.json({ items: [referring], next: null })));
    const sent = recording('put', '/connections/qualys', () => HttpResponse.json({}));
    const { user } = open('/connections');
    await user.click(await screen.findByRole('button', { name: 'Edit qualys' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByLabelText('Place of Password')).toHaveValue('env:QUALYS');
    await user.click(within(dialog).getByRole('radio', { name: 'Value' }));
    await user.type(within(dialog).getByLabelText('Password'), 'quite new');
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ secrets: { password: 'quite new' }, references: {} });
  });

  it('tell what their account must be allowed, to be copied', async () => {
    const policy = { title: 'IAM policy', language: 'json', text: '{"Version": "2012-10-17"}', note: 'Attach it to the user.' };
    const need = { use: 'run', nodeType: 'aws.ec2.stop', title: 'Stop instance', permissions: ['ec2:StopInstances'], workflows: ['Nightly'] };
    server.use(
      http.get(`${base}/connections/aws/permissions`, ({ request }) =>
        HttpResponse.json(
          new URL(request.url).searchParams.get('of') === 'all' ? { needs: [need], documents: [policy] } : { needs: [], documents: [] },
        ),
      ),
    );
    const { user } = open('/connections');
    await user.click(await screen.findByRole('button', { name: 'Permissions that aws needs' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('No workflow uses this connection yet.')).toBeVisible();
    await user.click(within(dialog).getByRole('radio', { name: 'All steps' }));
    expect(await within(dialog).findByText(policy.text)).toBeVisible();
    expect(within(dialog).getByText('Nightly')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Copy IAM policy' }));
    expect(await navigator.clipboard.readText()).toBe(policy.text);
  });
});

describe('sandbox', () => {
  it('approves a change request', async () => {
    const sent = recording('post', '/sandbox/changes/c3d4/approve', () => HttpResponse.json({}));
    const { user } = open('/sandbox?tab=changes');
    await user.click(await screen.findByRole('button', { name: 'Approve CHG0030001' }));
    await waitFor(() => expect(sent).toHaveLength(1));
  });
});

describe('a server that does not answer', () => {
  it('is told, with a way to try again', async () => {
    server.use(http.get(`${base}/audit`, () => problem(500, 'INTERNAL', 'The server failed', 'It is in the log under 4711.')));
    open('/audit');
    expect(await screen.findByText('It is in the log under 4711.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
