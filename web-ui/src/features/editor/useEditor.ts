import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { EditorState, EditorStore } from './store';

export const EditorContext = createContext<EditorStore | undefined>(undefined);

/** The open editor's store, for handlers that read without subscribing. */
export function useEditorStore(): EditorStore {
  const store = use(EditorContext);
  if (!store) throw new Error('Expected to be inside an editor, found none around.');
  return store;
}

/** Part of the open editor's state; select little, so that little is drawn anew. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorStore(), selector);
}
