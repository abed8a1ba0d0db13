import { type RefObject, useLayoutEffect } from 'react';
import type { FocusWanted } from './store';
import { useEditor, useEditorStore } from './useEditor';

const fields = ':is(input, textarea, select, [contenteditable="true"]):not([disabled])';

/**
 * Gives the focus to the first field within `root` when it is wanted there: before the next key is read if `root` is
 * drawn already, otherwise as soon as it is.
 */
export function useWantedFocus(where: FocusWanted, root: RefObject<HTMLElement | null>): void {
  const store = useEditorStore();
  const wanted = useEditor((state) => state.focusWanted === where);
  useLayoutEffect(() => {
    const { current } = root;
    if (!wanted || !current) return;
    // Who may only read finds what can be pressed.
    (current.querySelector<HTMLElement>(fields) ?? current.querySelector<HTMLElement>('button:not([disabled])'))?.focus();
    store.getState().wantFocus(undefined);
  });
}
