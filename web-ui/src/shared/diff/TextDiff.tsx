import { json } from '@codemirror/lang-json';
import { syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { getNonce } from 'get-nonce';
import { useEffect, useRef } from 'react';
import classes from './TextDiff.module.css';

interface Props {
  readonly before: unknown;
  readonly after: unknown;
}

/** Both states as JSON, line by line; what is the same over long stretches is folded away. */
export function TextDiff({ before, after }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return undefined;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: pretty(after),
        extensions: [
          EditorView.cspNonce.of(getNonce() ?? ''),
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({ 'aria-label': 'Differences as text', tabindex: '0' }),
          EditorView.lineWrapping,
          lineNumbers(),
          json(),
          syntaxHighlighting(classHighlighter),
          unifiedMergeView({
            original: pretty(before),
            mergeControls: false,
            gutter: true,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after]);
  return <div ref={host} className={classes['text']} />;
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
