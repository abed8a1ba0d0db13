const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether one of the shortcuts, separated by `, `, was pressed. */
export function matches(event: KeyboardEvent, shortcut: string): boolean {
  return shortcut.split(', ').some((one) => matchesOne(event, one));
}

function matchesOne(event: KeyboardEvent, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const key = shortcut.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const wants = (name: string) => parts.includes(name);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  // A sign such as `?` or `+` needs Shift on some keyboards and not on others.
  const shiftMatters = key.length > 1 || /[a-z0-9]/.test(key);
  return (
    event.key.toLowerCase() === key &&
    mod === wants('mod') &&
    !otherMod &&
    event.altKey === wants('alt') &&
    (!shiftMatters || event.shiftKey === wants('shift'))
  );
}

const names: { readonly [part: string]: string | undefined } = {
  mod: mac ? '⌘' : 'Ctrl', shift: mac ? '⇧' : 'Shift', alt: mac ? '⌥' : 'Alt', delete: 'Del',
  backspace: 'Backspace', enter: 'Enter', escape: 'Esc', arrowleft: '←', arrowright: '→', arrowup: '↑',
  arrowdown: '↓', ' ': 'Space',
};

/** The first shortcut, as keys to print: `['Ctrl', 'Z']`. */
export function keyNames(shortcut: string): string[] {
  const first = shortcut.split(', ')[0] ?? '';
  const parts = first.endsWith('+') ? [...first.slice(0, -1).split('+').filter(Boolean), '+'] : first.split('+');
  return parts.map((part) => names[part] ?? part.toUpperCase());
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
