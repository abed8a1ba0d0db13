import { json } from '@codemirror/lang-json';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { keymap, lineNumbers } from '@codemirror/view';
import type { Diagnostic } from '@codemirror/lint';
import { Alert, Button, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useId, useMemo, useState } from 'react';
import { placeOf, readDocument, textOf } from '@/model/documentText';
import { merge } from '@/model/merge';
import { CodeEditor } from '../inspector/code/CodeEditor';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './TextPanel.module.css';

const extensions = [json(), lineNumbers(), highlightSelectionMatches(), keymap.of(searchKeymap)];
const pause = 400;

/** The document as text beside the canvas: what is typed shows on the canvas, and the other way round. */
export function TextPanel() {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const mayEdit = useEditor((state) => state.rights.edit);
  const label = useId();
  const [text, setText] = useState(() => textOf(document));
  const [shown, setShown] = useState(document);
  const [typing, setTyping] = useState(false);
  const reading = useMemo(() => readDocument(text), [text]);
  const broken = 'flaw' in reading;

  // The canvas has changed: the text follows, unless it holds what is not on the canvas yet.
  if (shown !== document && !broken && !typing) {
    setShown(document);
    setText(textOf(document));
  }

  const apply = useDebouncedCallback((typed: string) => {
    const read = readDocument(typed);
    if ('flaw' in read) return;
    const drawn = store.getState().document;
    // Where the canvas has changed since this text was made of it, both changes are kept.
    const next = drawn === shown ? read.document : merge(shown, read.document, drawn).resolve({});
    store.getState().edit({ type: 'replace', document: next, why: 'Edited as text' }, { label: 'Edited as text', burst: 'text' });
    const now = store.getState().document;
    if (drawn !== shown) setText(textOf(now));
    setShown(now);
    setTyping(false);
  }, pause);
  const type = (typed: string) => {
    setText(typed);
    setTyping(true);
    apply(typed);
  };
  const drop = () => {
    apply.cancel();
    setTyping(false);
    setText(textOf(document));
    setShown(document);
  };
  useEffect(() => apply.flush, [apply]);

  return (
    <div className={classes['panel']}>
      <Text id={label} size="xs" c="dimmed" mb="xs">
        The workflow as JSON. Changes show on the canvas as soon as the text can be read.
      </Text>
      {broken && (
        <Alert color="red" mb="xs" p="xs" title={reading.flaw.message}>
          The canvas keeps the last state that could be read.{' '}
          <Button size="compact-xs" variant="default" onClick={drop}>
            Take the canvas’s
          </Button>
        </Alert>
      )}
      <CodeEditor
        value={text}
        onChange={type}
        labelledBy={label}
        invalid={broken}
        readOnly={!mayEdit}
        extensions={extensions}
        diagnostics={useDiagnostics(text, reading)}
      />
    </div>
  );
}

/** What cannot be read, else the server's findings where their elements stand. */
function useDiagnostics(text: string, reading: ReturnType<typeof readDocument>): readonly Diagnostic[] {
  const problems = useEditor((state) => state.problems);
  return useMemo(() => {
    if ('flaw' in reading) return [{ ...reading.flaw, severity: 'error' }];
    return problems.map(({ element, severity, message, path }) => ({
      ...placeOf(text, element),
      severity,
      message: path ? `${path}: ${message}` : message,
    }));
  }, [text, reading, problems]);
}
