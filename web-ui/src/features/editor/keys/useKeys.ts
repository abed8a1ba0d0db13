import { useEffect } from 'react';
import { actions } from '../actions';
import { useEditorStore } from '../useEditor';
import { matches, typing } from './shortcut';

/** Performs the action whose shortcut is pressed, unless somebody is typing. */
export function useKeys(): void {
  const store = useEditorStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || typing(event)) return;
      const state = store.getState();
      const action = actions.find(({ shortcut, when }) => shortcut && matches(event, shortcut) && when(state));
      if (!action) return;
      event.preventDefault();
      action.perform(state);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [store]);
}
