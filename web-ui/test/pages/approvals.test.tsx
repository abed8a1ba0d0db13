import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { Approval, ReleasePlan } from '@/api/types';
import { FakeStream } from '../fakeStream';
import { session } from '../fixtures/answers';
import { approvals, drawnPlan } from '../fixtures/approvals';
import { open } from '../open';
import { recording } from '../recording';
import { base, problem, server } from '../server';

describe('approvals', () => {
  it('are decided with a comment', async () => {
    const sent = recording('post', '/approvals/r-7Q2M4K/8', () => new HttpResponse(null, { status: 202 }));
    const { user } = open('/approvals');
    await user.type(await screen.findByLabelText('Comment'), 'Looks right');
    expect(await screen.findByText('What will be done')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({ decision: 'approved', comment: 'Looks right', plan: 'plan-1' }),
    );
  });

  it('tell whoever started the run that somebody else must decide', async () => {
    recording('post', '/approvals/r-7Q2M4K/8', () => problem(403, 'SELF_APPROVAL', 'Not by you', 'You started this run.'));
    const { user } = open('/approvals');
    await screen.findByText('What will be done');
    await user.click(screen.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Somebody else must decide this')).toBeVisible();
    expect(screen.getByText(/You started this run/)).toBeVisible();
  });

  it('cannot be decided without the role', async () => {
    server.use(http.get(`${base}/session`, () => HttpResponse.json({ ...session, user: { name: 'vera', roles: ['viewer'], grants: { workflows: {}, uses: [], manages: [] } } })));
    open('/approvals');
    expect(await screen.findByText(/Only people with the role approver/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('on a page that was left open first show what has changed, and are approved only as shown', async () => {
    const sent = recording('post', '/approvals/r-7Q2M4K/8', () => new HttpResponse(null, { status: 202 }));
    const plans = drawing(drawnPlan, otherPlan);
    const { user } = open('/approvals');
    expect(await screen.findByText('What will be done')).toBeVisible();
    expect(screen.getByText('tcp 443')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Approve' }));

    expect(await screen.findByText('This is not what you were shown')).toBeVisible();
    expect(sent).toHaveLength(0);
    const lane = within(step('lane'));
    expect(lane.getByText('Changed')).toBeVisible();
    expect(within(changeOf('Open the patch lane of web-1, wide')).getByText('New')).toBeVisible();
    expect(within(changeOf('Open the patch lane of web-1')).getByText('No longer')).toBeVisible();
    expect(within(step('restart')).getByText('New')).toBeVisible();
    expect(within(step('patch')).queryByText(/Changed|New|No longer/)).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Approve' }));

    await waitFor(() => expect(sent[0]?.body).toMatchObject({ decision: 'approved', plan: 'plan-2' }));
    expect(plans.drawn).toBe(3);
  });

  it('are not decided when what they would release cannot be worked out', async () => {
    const sent = recording('post', '/approvals/r-7Q2M4K/8', () => new HttpResponse(null, { status: 202 }));
    const { user } = open('/approvals');
    expect(await screen.findByText('What will be done')).toBeVisible();
    recording('post', '/approvals/r-7Q2M4K/8/plan', () => problem(503, 'TOO_BUSY', 'Too busy', 'It was not drawn in time.'));

    await user.click(screen.getByRole('button', { name: 'Approve' }));

    expect(await screen.findByText('It was not drawn in time.')).toBeVisible();
    expect(sent).toHaveLength(0);
    expect(screen.queryByText('What will be done')).toBeNull();
  });

  it('show the new plan when the server finds that it is another', async () => {
    drawing(drawnPlan, drawnPlan, otherPlan);
    recording('post', '/approvals/r-7Q2M4K/8', () => problem(409, 'PLAN_CHANGED', 'Another plan', 'Look at it anew.'));
    const { user } = open('/approvals');
    await screen.findByText('What will be done');

    await user.click(screen.getByRole('button', { name: 'Approve' }));

    expect(await screen.findByText('This is not what you were shown')).toBeVisible();
    expect(within(step('restart')).getByText('New')).toBeVisible();
    expect(screen.queryByText('Look at it anew.')).toBeNull();
  });

  it('are read again when runs come and go, without their plans being drawn again', async () => {
    FakeStream.all = [];
    vi.stubGlobal('EventSource', FakeStream);
    let read = 0;
    server.use(http.get(`${base}/approvals`, () => { read += 1; return HttpResponse.json({ items: approvals(), next: null }); }));
    const plans = drawing(drawnPlan);
    open('/approvals');
    expect(await screen.findByText('What will be done')).toBeVisible();
    const before = { read, drawn: plans.drawn };

    // Each drawing is a dry run, of which the feed tells as of any other.
    for (let time = 1; time <= 5; time += 1) {
      FakeStream.of('/runs/stream').say('run', { id: `dry-${time}` });
      await waitFor(() => expect(read).toBeGreaterThanOrEqual(before.read + time));
    }

    expect(plans.drawn).toBe(before.drawn);
  });
});

const asked = () => approvals()[0] as Approval;
const shown = (approval: Partial<Approval> = {}) =>
  server.use(http.get(`${base}/approvals/r-7Q2M4K/8`, () => HttpResponse.json({ approval: { ...asked(), ...approval }, plan: null })));

describe('the page of one approval', () => {
  it('is where a link from a chat leads, and decides nothing by itself', async () => {
    shown();
    const sent = recording('post', '/approvals/r-7Q2M4K/8', () => new HttpResponse(null, { status: 202 }));
    const { user, router } = open('/approvals/r-7Q2M4K/8?project=default');

    expect(await screen.findByText('What will be done')).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Patch web-1?' })).toBeVisible();
    expect(sent).toHaveLength(0);
    expect(router.state.location.search).toEqual({});

    await user.click(screen.getByRole('button', { name: 'Reject' }));
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ decision: 'rejected' }));
  });

  it('asks whoever is not signed in to, and is there afterwards', async () => {
    shown();
    let signedIn = false;
    server.use(http.get(`${base}/session`, () => HttpResponse.json({ ...session, user: signedIn ? session.user : null })));
    recording('post', '/session', () => { signedIn = true; return new HttpResponse(null, { status: 200 }); });
    const { user } = open('/approvals/r-7Q2M4K/8');
    await user.type(await screen.findByLabelText(/User name/), 'ada');
    await user.type(screen.getByLabelText(/Password/), 'correct horse');

    await user.click(screen.getByRole('button', { name: 'Sign in' }));

    expect(await screen.findByRole('heading', { name: 'Patch web-1?' })).toBeVisible();
  });

  it('looks into the project that the link is of', async () => {
    shown();
    const projects: (string | null)[] = [];
    server.use(http.get(`${base}/session`, ({ request }) => {
      const project = request.headers.get('X-Sluice-Project');
      projects.push(project);
      return HttpResponse.json({ ...session, project: project ?? 'default' });
    }));
    try {
      open('/approvals/r-7Q2M4K/8?project=blue');
      expect(await screen.findByRole('heading', { name: 'Patch web-1?' })).toBeVisible();
      expect(projects.at(-1)).toBe('blue');
    } finally {
      localStorage.clear();
    }
  });

  it('has somebody else give the own vote, and takes it back', async () => {
    let handedOn: Approval['handedOn'] = [];
    server.use(http.get(`${base}/approvals/r-7Q2M4K/8`, () => HttpResponse.json({ approval: { ...asked(), handedOn }, plan: null })));
    const sent = recording('put', '/approvals/r-7Q2M4K/8/deputy', () => {
      handedOn = [{ person: 'ada', deputy: 'grace', at: asked().requestedAt }];
      return new HttpResponse(null, { status: 204 });
    });
    const { user } = open('/approvals/r-7Q2M4K/8');
    await user.click(await screen.findByRole('button', { name: 'Have somebody else decide' }));
    await user.type(screen.getByLabelText(/^Who gives your vote/), 'grace');
    await user.click(screen.getByRole('button', { name: 'Hand on' }));

    expect(await screen.findByText('You have handed your vote on to grace.')).toBeVisible();
    expect(sent[0]?.body).toEqual({ deputy: 'grace' });

    server.use(http.delete(`${base}/approvals/r-7Q2M4K/8/deputy`, () => { handedOn = []; return new HttpResponse(null, { status: 204 }); }));
    await user.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByRole('button', { name: 'Have somebody else decide' })).toBeVisible();
  });

  it('says who was reminded and asked too', async () => {
    shown({ urged: { reminders: 2, remindedAt: asked().requestedAt, escalatedTo: ['admin', 'grace'], escalatedAt: asked().requestedAt } });
    open('/approvals/r-7Q2M4K/8');
    expect(await screen.findByText(/Reminded 2 times/)).toBeVisible();
    expect(screen.getByText(/Asked too since/)).toHaveTextContent('admin, grace');
  });
});

const otherPlan: ReleasePlan = {
  ...drawnPlan,
  hash: 'plan-2',
  steps: [
    {
      path: 'lane', exact: true, print: 'p-lane-wide',
      changes: [
        {
          action: 'AuthorizeSecurityGroupIngress', subject: 'sg-0c1', property: 'ingress', before: null, after: 'tcp 0-65535',
          summary: 'Open the patch lane of web-1, wide',
        },
      ],
    },
    ...drawnPlan.steps.slice(1),
    {
      path: 'restart', exact: true, print: 'p-restart',
      changes: [{ action: 'RebootInstances', subject: 'web-1', property: '', before: null, after: null, summary: 'Restart web-1' }],
    },
  ],
};

/** Draws these plans for the approval at hand, one after the other; the last again and again. */
function drawing(...answers: readonly ReleasePlan[]) {
  const plans = { drawn: 0 };
  server.use(
    http.post(`${base}/approvals/r-7Q2M4K/8/plan`, () => {
      const plan = answers[Math.min(plans.drawn, answers.length - 1)];
      plans.drawn += 1;
      return HttpResponse.json({ approval: approvals()[0], plan });
    }),
  );
  return plans;
}

function step(path: string): HTMLElement {
  return nearest(screen.getByText(path), '[data-step]');
}

function changeOf(summary: string): HTMLElement {
  return nearest(screen.getByText(summary), 'li');
}

function nearest(from: HTMLElement, selector: string): HTMLElement {
  const found = from.closest<HTMLElement>(selector);
  if (!found) throw new Error(`Nothing around it is ${selector}.`);
  return found;
}
