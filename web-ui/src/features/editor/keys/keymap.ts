import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Action } from '../actions/action';

/** Keys by the id of their action; an empty text: it has none. Actions that are not named keep their own. */
export interface OwnKeys {
  readonly [action: string]: string | undefined;
}

type Keyed = Pick<Action, 'id' | 'shortcut'>;

const storageKey = 'sluice.keys';

/** What a person made of the keys, kept in this browser. */
export const keymap = createStore<{ readonly own: OwnKeys }>(() => ({ own: read() }));

/** The keys that perform an action now. */
export function shortcutOf({ id, shortcut = '' }: Keyed, own: OwnKeys = keymap.getState().own): string {
  return own[id] ?? shortcut;
}

/** The same for what is drawn: it is drawn anew when keys change. */
export function useShortcuts(): (action: Keyed) => string {
  const own = useStore(keymap, (state) => state.own);
  return (action) => shortcutOf(action, own);
}

export function keepKeys(own: OwnKeys): void {
  keymap.setState({ own });
  try {
    localStorage.setItem(storageKey, JSON.stringify(own));
  } catch {
    // Without storage the keys last until the page is left.
  }
}

function read(): OwnKeys {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(Object.entries(value).filter(([, keys]) => typeof keys === 'string'));
  } catch {
    return {};
  }
}

// Another tab has changed them.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === storageKey || key === null) keymap.setState({ own: read() });
  });
}
