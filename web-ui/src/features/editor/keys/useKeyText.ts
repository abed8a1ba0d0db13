import { actions } from '../actions';
import { useShortcuts } from './keymap';
import { keyNames } from './shortcut';

/** What an action is pressed with, as text for tips: `Ctrl+Z`; empty when it has no keys. */
export function useKeyText(): (action: string) => string {
  const shortcutOf = useShortcuts();
  return (id) => {
    const action = actions.find((one) => one.id === id);
    return action ? keyNames(shortcutOf(action)).join('+') : '';
  };
}

/** A label with the keys behind it. */
export function useWithKeys(): (label: string, action: string) => string {
  const keyText = useKeyText();
  return (label, action) => {
    const keys = keyText(action);
    return keys === '' ? label : `${label} (${keys})`;
  };
}

/** `Enter opens, N adds what follows`: what keys do, in one sentence; actions without keys are left out. */
export function useSpokenKeys(): (doings: readonly (readonly [action: string, does: string])[]) => string {
  const keyText = useKeyText();
  return (doings) =>
    doings
      .flatMap(([action, does]) => {
        const keys = keyText(action);
        return keys === '' ? [] : [`${keys} ${does}`];
      })
      .join(', ');
}
