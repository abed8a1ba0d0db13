import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { getNonce } from 'get-nonce';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import classes from './CodeEditor.module.css';
import { singleLine } from './singleLine';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly readOnly?: boolean;
  /** One line that wraps; line ends become blanks. */
  readonly single?: boolean;
  /** Room for several lines from the beginning. */
  readonly tall?: boolean;
  readonly placeholder?: string | undefined;
  /** Takes the focus when it appears, at its end: it has taken the place of a field that was typed in. */
  readonly startsFocused?: boolean;
  readonly diagnostics?: readonly Diagnostic[];
  /** Language, completion, hover; anew when the names in scope change. */
  readonly extensions: Extension;
  readonly onFocus?: (view: EditorView) => void;
}

const noDiagnostics: readonly Diagnostic[] = [];

/** A code field. Undo is the editor's own, so that it goes through forms and canvas alike. */
export function CodeEditor(props: Props) {
  const { value, labelledBy, describedBy, invalid = false, readOnly = false, diagnostics = noDiagnostics, extensions } = props;
  const [extras] = useState(() => new Compartment());
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent((text: string) => props.onChange(text));
  const focused = useEffectEvent((one: EditorView) => props.onFocus?.(one));

  const start = useEffectEvent((parent: HTMLElement) => {
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(getNonce() ?? ''),
          // It takes the focus without; but tools that check pages only believe it so.
          EditorView.contentAttributes.of({ tabindex: '0' }),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap]),
          closeBrackets(),
          bracketMatching(),
          syntaxHighlighting(classHighlighter),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          props.placeholder ? placeholderOf(props.placeholder) : [],
          props.single ? singleLine : [],
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('outside'))) {
              changed(update.state.doc.toString());
            }
            if (update.focusChanged && update.view.hasFocus) focused(update.view);
          }),
          extras.of(extensions),
        ],
      }),
    });
    if (props.startsFocused) {
      editor.focus();
      editor.dispatch({ selection: { anchor: editor.state.doc.length } });
    }
    return editor;
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const editor = start(host.current);
    view.current = editor;
    return () => editor.destroy();
  }, []);

  // Undo, the text view or a merge may have changed it meanwhile.
  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, userEvent: 'outside' });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: extras.reconfigure(extensions) });
  }, [extras, extensions]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    const fitting = diagnostics.filter(({ from, to }) => from <= length && to <= length);
    editor.dispatch(setDiagnostics(editor.state, fitting));
  }, [diagnostics]);

  useEffect(() => {
    const content = view.current?.contentDOM;
    if (!content) return;
    content.setAttribute('aria-labelledby', labelledBy);
    if (describedBy) content.setAttribute('aria-describedby', describedBy);
    else content.removeAttribute('aria-describedby');
    content.setAttribute('aria-invalid', String(invalid));
    content.setAttribute('aria-readonly', String(readOnly));
  }, [labelledBy, describedBy, invalid, readOnly]);

  return <div ref={host} className={classes['host']} data-tall={props.tall || undefined} data-invalid={invalid || undefined} />;
}
