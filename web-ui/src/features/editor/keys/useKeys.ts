import { useEffect } from 'react';
import { actions } from '../actions';
import { useEditorStore } from '../useEditor';
import { shortcutOf } from './keymap';
import { matches, typing } from './shortcut';

/** Performs the action whose keys are pressed; while somebody is typing only what says that it may. */
export function useKeys(): void {
  const store = useEditorStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const isTyping = typing(event);
      const state = store.getState();
      const action = actions.find(
        (one) => (!isTyping || (one.whileTyping && (event.ctrlKey || event.metaKey))) && matches(event, shortcutOf(one)) && one.when(state),
      );
      if (!action) return;
      event.preventDefault();
      action.perform(state);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store]);
}
