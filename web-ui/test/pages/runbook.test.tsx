import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { open } from '../open';

describe('the run-book', () => {
  it('tells a workflow in words, version by version, and prints', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const { user, router } = open('/workflows/wf_1/runbook');
    expect(await screen.findByRole('heading', { level: 1, name: 'Run-book: Internet-facing VM' })).toBeVisible();
    expect(screen.getByText('This is the draft; what runs is version 3.')).toBeVisible();
    const quarantine = screen.getByRole('heading', { level: 3, name: /Quarantine it/ }).closest('li');
    if (!quarantine) throw new Error('Expected the step in a list.');
    expect(within(quarantine).getByText(/Changes something outside/)).toBeVisible();
    expect(within(quarantine).getByRole('link', { name: /Open an incident/ })).toHaveAttribute('href', expect.stringMatching(/#step-\d+$/));
    await user.click(screen.getByRole('combobox', { name: 'Version told' }));
    await user.click(await screen.findByRole('option', { name: 'Version 3 (published)', hidden: true }));
    expect(router.state.location.search).toEqual({ version: 3 });
    expect(await screen.findByText(/Version 3, in use/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
  });

  it('is found from the page of its workflow', async () => {
    const { user } = open('/workflows/wf_1?version=2');
    await user.click(await screen.findByRole('button', { name: 'More' }));
    expect(await screen.findByRole('menuitem', { name: 'Run-book', hidden: true })).toHaveAttribute('href', '/workflows/wf_1/runbook?version=2');
  });
});
