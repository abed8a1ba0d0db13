import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { open } from '../open';
import { base, server } from '../server';

describe('how long runs are kept', () => {
  it('can be said of a single workflow, and taken back', async () => {
    const sent: unknown[] = [];
    server.use(
      http.put(`${base}/retention`, async ({ request }) => {
        const body = await request.json();
        sent.push(body);
        return HttpResponse.json(body as object);
      }),
    );
    const { user } = open('/settings?tab=retention');
    expect(await screen.findByText('All workflows follow the rules above.')).toBeVisible();
    await user.click(await screen.findByRole('combobox', { name: 'Workflow with rules of its own' }));
    await user.click(await screen.findByRole('option', { name: 'Internet-facing VM', hidden: true }));
    await user.click(screen.getByRole('button', { name: 'Add rules' }));
    const table = screen.getByRole('table');
    await user.type(within(table).getByLabelText('Internet-facing VM, failed runs'), '365');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ completed: 30, workflows: [{ completed: null, failed: 365, canceled: null }] });

    await user.click(within(table).getByRole('button', { name: 'Let Internet-facing VM follow the rules above' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toMatchObject({ workflows: [] });
  });
});
