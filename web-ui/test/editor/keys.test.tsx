import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actions } from '@/features/editor/actions';
import { assigned, changesOnly, refusalOf, resetKeys, rivalsOf } from '@/features/editor/keys/assign';
import { keepKeys, keymap, shortcutOf } from '@/features/editor/keys/keymap';
import { combinationOf, keyNames, matches, shared } from '@/features/editor/keys/shortcut';
import { open } from '../open';
import { base, server } from '../server';

const press = (key: string, held: Partial<KeyboardEvent> = {}) => new KeyboardEvent('keydown', { key, ...held });

describe('keys', () => {
  it('are read from what is pressed', () => {
    expect(combinationOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('mod+shift+z');
    expect(combinationOf(press('?', { shiftKey: true }))).toBe('?');
    expect(combinationOf(press('Control', { ctrlKey: true }))).toBeUndefined();
    expect(matches(press('Backspace'), 'delete, backspace')).toBe(true);
    expect(matches(press('+', { shiftKey: true }), '+, =, shift++')).toBe(true);
    expect(keyNames('mod+shift+z')).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(shared('delete, backspace', 'backspace, x')).toEqual(['backspace']);
  });

  it('as they come belong to one action each', () => {
    const clashes = actions.flatMap((action) => rivalsOf(actions, {}, action.id, shortcutOf(action, {})).map(({ id }) => `${action.id} ${id}`));
    expect(clashes).toEqual([]);
  });

  it('given to one action are taken from the other, and come back when reset', () => {
    const taken = assigned(actions, {}, 'disable', 'backspace');
    expect(taken).toEqual({ disable: 'backspace', remove: 'delete' });
    expect(changesOnly(actions, resetKeys(actions, taken, 'remove'))).toEqual({ disable: '' });
    expect(changesOnly(actions, resetKeys(actions, taken, 'disable'))).toEqual({ remove: 'delete' });
  });

  it('that the browser needs are refused', () => {
    expect(refusalOf('mod+w')).toContain('browser');
    expect(refusalOf('mod+c')).toContain('clipboard');
    expect(refusalOf('shift+d')).toBeUndefined();
  });
});

describe('changing keys', () => {
  beforeEach(() => {
    server.use(
      http.post(`${base}/workflows/check`, () => HttpResponse.json({ problems: [] })),
      http.put(`${base}/workflows/:id/draft`, () => HttpResponse.json({ revision: 41, problems: [] })),
      http.put(`${base}/workflows/:id/presence`, () => HttpResponse.json({ others: [] })),
      http.delete(`${base}/workflows/:id/presence`, () => new HttpResponse(null, { status: 204 })),
    );
  });
  afterEach(() => {
    keepKeys({});
    localStorage.clear();
  });

  it('records a combination, asks before it takes it from another, keeps it, and gives it back', async () => {
    const { user } = open('/workflows/wf_2/edit');
    await screen.findByRole('textbox', { name: 'Search nodes' });
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys and gestures' });
    await user.click(within(dialog).getByRole('button', { name: 'Change keys…' }));
    const settings = await screen.findByRole('dialog', { name: 'Change keys' });
    await user.type(within(settings).getByRole('textbox', { name: 'Search actions' }), 'outline');
    await user.click(within(settings).getByRole('button', { name: 'Change the keys of Outline' }));
    expect(within(settings).getByRole('button', { name: 'New keys of Outline' })).toHaveFocus();
    await user.keyboard('{Shift>}L{/Shift}');
    expect(within(settings).getByRole('alert')).toHaveTextContent('Shift+L is in use: Tidy up');
    await user.keyboard('{Control>}w{/Control}');
    expect(within(settings).getByRole('alert')).toHaveTextContent('The browser keeps this one');
    await user.keyboard('{Escape}');
    expect(settings).toBeVisible();
    await user.click(within(settings).getByRole('button', { name: 'Change the keys of Outline' }));
    await user.keyboard('{Control>}{Alt>}o{/Alt}{/Control}');
    expect(JSON.parse(localStorage.getItem('sluice.keys') ?? '')).toEqual({ 'panel-outline': 'mod+alt+o' });
    await user.click(within(settings).getByRole('button', { name: 'Done' }));
    expect(within(await screen.findByRole('dialog', { name: 'Keys and gestures' })).getByText('O')).toBeVisible();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await user.keyboard('{Control>}{Alt>}o{/Alt}{/Control}');
    expect(await screen.findByRole('complementary', { name: 'Outline' })).toBeVisible();
    await user.hover(screen.getByRole('button', { name: 'Outline' }));
    expect(await screen.findByText('Outline (Ctrl+Alt+O)')).toBeInTheDocument();
    await user.keyboard('{Shift>}O{/Shift}');
    expect(screen.getByRole('complementary', { name: 'Outline' })).toBeVisible();
    expect(keymap.getState().own).toEqual({ 'panel-outline': 'mod+alt+o' });
  });
});

// Last: what is loaded after it is loaded anew.
describe('keys that were changed', () => {
  it('are there again when the page is opened again, whatever else is kept there', async () => {
    for (const [kept, own] of [['{"open":"f4","rename":7}', { open: 'f4' }], ['nonsense', {}]] as const) {
      localStorage.setItem('sluice.keys', kept);
      vi.resetModules();
      const again = await import('@/features/editor/keys/keymap');
      expect(again.keymap.getState().own).toEqual(own);
    }
    localStorage.clear();
  });
});
