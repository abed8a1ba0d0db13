import { useEffect } from 'react';
import { copiedText, cut, pasteText, saysCopied } from '../actions/clipboard';
import { useEditorStore } from '../useEditor';

/** The browser's own copy, cut and paste, so that what is copied can be sent in any chat. */
export function useClipboard(): void {
  const store = useEditorStore();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (elsewhere(event)) return;
      const text = copiedText(store.getState());
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      saysCopied(store.getState());
    };
    const onCut = (event: ClipboardEvent) => {
      if (elsewhere(event)) return;
      const text = cut(store.getState());
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (elsewhere(event) || !store.getState().rights.edit) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      pasteText(store.getState(), text);
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, [store]);
}

/** Texts and fields have a clipboard of their own. */
function elsewhere(event: ClipboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.activeElement;
  if (target?.closest('input, textarea, select, [contenteditable="true"], .cm-editor, [role="dialog"]')) return true;
  return event.type !== 'paste' && (window.getSelection()?.toString() ?? '') !== '' && !target?.closest('.react-flow');
}
