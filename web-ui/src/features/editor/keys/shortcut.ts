const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The combinations of a shortcut: `delete, backspace` are two. */
export function combinationsOf(shortcut: string): string[] {
  return shortcut === '' ? [] : shortcut.split(', ');
}

/** Whether one of the shortcuts, separated by `, `, was pressed. */
export function matches(event: KeyboardEvent, shortcut: string): boolean {
  const pressed = combinationOf(event);
  return pressed !== undefined && combinationsOf(shortcut).some((one) => canonical(one) === pressed);
}

/** What is pressed, as shortcuts are written; undefined while only Ctrl, Shift or Alt are held. */
export function combinationOf(event: KeyboardEvent): string | undefined {
  const key = event.key.toLowerCase();
  if (modifiers.has(key)) return undefined;
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (otherMod) return undefined;
  return combination(key, mod, event.altKey, event.shiftKey);
}

const modifiers = new Set(['control', 'shift', 'alt', 'altgraph', 'meta', 'capslock', 'dead', 'process', 'unidentified']);

/** The same combination is always the same text. */
function canonical(shortcut: string): string {
  const { key, held } = partsOf(shortcut);
  return combination(key, held.includes('mod'), held.includes('alt'), held.includes('shift'));
}

function combination(key: string, mod: boolean, alt: boolean, shift: boolean): string {
  // A sign such as `?` or `+` needs Shift on some keyboards and not on others.
  const shiftMatters = key.length > 1 || /[a-z0-9]/.test(key);
  return [mod && 'mod', alt && 'alt', shift && shiftMatters && 'shift', key].filter(Boolean).join('+');
}

function partsOf(shortcut: string): { readonly held: readonly string[]; readonly key: string } {
  if (shortcut.endsWith('+')) return { held: shortcut.slice(0, -1).split('+').filter(Boolean), key: '+' };
  const parts = shortcut.split('+');
  return { held: parts.slice(0, -1), key: parts.at(-1) ?? '' };
}

/** The combinations that two shortcuts have in common. */
export function shared(a: string, b: string): string[] {
  const others = new Set(combinationsOf(b).map(canonical));
  return combinationsOf(a).filter((one) => others.has(canonical(one)));
}

const names: { readonly [part: string]: string | undefined } = {
  mod: mac ? '⌘' : 'Ctrl', shift: mac ? '⇧' : 'Shift', alt: mac ? '⌥' : 'Alt', delete: 'Del',
  backspace: 'Backspace', enter: 'Enter', escape: 'Esc', arrowleft: '←', arrowright: '→', arrowup: '↑',
  arrowdown: '↓', home: 'Home', end: 'End', pageup: 'Page up', pagedown: 'Page down', insert: 'Ins', ' ': 'Space',
};

/** The first combination of a shortcut, as keys to print: `['Ctrl', 'Z']`. */
export function keyNames(shortcut: string): string[] {
  const [first] = combinationsOf(shortcut);
  if (first === undefined) return [];
  const { held, key } = partsOf(first);
  return [...held, key].map((part) => names[part] ?? part.toUpperCase());
}

/** Whether the key belongs to a field, a menu or a dialog, or is what presses a button. */
export function typing(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement || event.target instanceof SVGElement ? event.target : undefined;
  if (!target || target === document.body) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  if (target.closest('[role="dialog"], [role="menu"], [role="listbox"], .cm-editor')) return true;
  const plain = !event.ctrlKey && !event.metaKey;
  if (plain && /^(Enter| )$/.test(event.key) && target.closest('button, a, [role="button"], [role="tab"]')) return true;
  // Without Ctrl a key is meant for the canvas only while it, or nothing, is in focus.
  return plain && event.key !== '?' && !target.closest('.react-flow') && target.closest('[data-editor]') !== null;
}
