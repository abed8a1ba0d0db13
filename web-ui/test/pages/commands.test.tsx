import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { open } from '../open';

describe('command bar', () => {
  beforeEach(() => localStorage.clear());

  it('goes to pages, workflows and runs from anywhere, and remembers what was used last', async () => {
    const { user } = open('/workflows');
    await screen.findByRole('heading', { name: 'Workflows' });

    await user.keyboard('{Control>}k{/Control}');
    const bar = await screen.findByRole('dialog', { name: 'Command bar' });
    await user.type(within(bar).getByRole('textbox', { name: /Search for something/ }), 'audit');
    await user.click(await within(bar).findByRole('button', { name: /^Audit/ }));
    expect(await screen.findByRole('heading', { name: 'Audit' })).toBeVisible();

    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Command bar' })).toBeNull());
    await user.keyboard('{Control>}k{/Control}');
    const again = await screen.findByRole('dialog', { name: 'Command bar' });
    expect(within(again).getAllByRole('button')[0]).toHaveTextContent(/^Audit/);
    expect((await within(again).findAllByText('Snapshot encryption')).length).toBeGreaterThan(0);
  });
});
