import type { Action } from '../actions/action';
import { type OwnKeys, shortcutOf } from './keymap';
import { combinationsOf, shared } from './shortcut';

/** Why a combination cannot be had by any action; undefined when it can. */
export function refusalOf(combination: string): string | undefined {
  if (reserved.has(combination)) return 'The browser keeps this one for itself.';
  if (clipboard.has(combination)) return 'Copy, cut and paste belong to the system’s clipboard.';
  if (/(^|\+)tab$/.test(combination)) return 'Tab leads from one element to the next.';
  return combination === ' ' ? 'The space bar moves the view while it is held.' : undefined;
}

const reserved = new Set(['mod+n', 'mod+t', 'mod+w', 'mod+r', 'mod+l', 'mod+shift+n', 'mod+shift+t', 'mod+shift+w', 'mod+shift+r', 'mod+q', 'f5', 'f11', 'f12', 'alt+f4']);
const clipboard = new Set(['mod+c', 'mod+x', 'mod+v']);

/** The other actions that a combination would perform as well. */
export function rivalsOf(actions: readonly Action[], own: OwnKeys, id: string, combination: string): Action[] {
  return actions.filter((action) => action.id !== id && shared(shortcutOf(action, own), combination).length > 0);
}

/** Gives an action its keys, and takes them from every other one. */
export function assigned(actions: readonly Action[], own: OwnKeys, id: string, combination: string): OwnKeys {
  const others = rivalsOf(actions, own, id, combination).map((rival) => {
    const lost = new Set(shared(shortcutOf(rival, own), combination));
    const left = combinationsOf(shortcutOf(rival, own)).filter((one) => !lost.has(one));
    return [rival.id, left.join(', ')] as const;
  });
  return { ...own, ...Object.fromEntries(others), [id]: combination };
}

/** Gives an action the keys back that it came with; whoever has got them meanwhile loses them. */
export function resetKeys(actions: readonly Action[], own: OwnKeys, id: string): OwnKeys {
  const shortcut = actions.find((action) => action.id === id)?.shortcut ?? '';
  const { [id]: _, ...rest } = shortcut === '' ? own : assigned(actions, own, id, shortcut);
  return rest;
}

/** Without what is as it came: only changes are kept. */
export function changesOnly(actions: readonly Action[], own: OwnKeys): OwnKeys {
  const came = new Map(actions.map(({ id, shortcut = '' }) => [id, shortcut]));
  return Object.fromEntries(Object.entries(own).filter(([id, keys]) => came.has(id) && came.get(id) !== keys));
}
