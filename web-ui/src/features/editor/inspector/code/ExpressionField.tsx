import { autocompletion } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { Button } from '@mantine/core';
import { useId, useMemo, useRef } from 'react';
import type { ExpressionKind } from '@/api/expressions';
import type { JsonObject } from '@/model/json';
import type { Place } from '@/model/scope';
import { useInspected } from '../context';
import { ReferencePicker } from '../data/ReferencePicker';
import { celLanguage, templateLanguage } from './celLanguage';
import { CodeEditor } from './CodeEditor';
import classes from './CodeEditor.module.css';
import { completions, type Names } from './completion';
import { dropReference } from './dropReference';
import { diagnosticsOf, fixOf } from './fixes';
import { hoverDocs } from './hover';
import { insertReference } from './insertReference';
import { ResultLine } from './ResultLine';
import { useCheck } from './useCheck';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly labelledBy: string;
  readonly describedBy?: string | undefined;
  readonly kind: ExpressionKind;
  readonly expected?: JsonObject | undefined;
  /** What a reference put here has to bear. */
  readonly place: Place;
  readonly single?: boolean;
  /** Room for several lines from the beginning. */
  readonly tall?: boolean;
  readonly invalid?: boolean;
  readonly startsFocused?: boolean;
  readonly placeholder?: string | undefined;
  /** Messages that stand under the field anyway. */
  readonly shownMessages?: readonly string[];
}

/** An expression, or (`kind` text) a text with `${…}` in it: coloured, completed, checked and tried out. */
export function ExpressionField(props: Props) {
  const { value, onChange, label, labelledBy, describedBy, kind, expected, place, invalid = false } = props;
  const { fields, functions, readOnly, aim } = useInspected();
  const resultId = useId();
  const host = useRef<HTMLDivElement>(null);
  const inText = kind === 'text';
  const withExpression = !inText || value.includes('${');
  const checked = useCheck(withExpression ? value : '', kind, expected);
  const extensions = useMemo(
    () => extensionsFor({ fields, functions }, inText, place),
    [fields, functions, inText, place],
  );
  const diagnostics = useMemo(
    () => (checked.state === 'done' ? diagnosticsOf(checked.check?.problems ?? [], place) : []),
    [checked.state, checked.check, place],
  );
  const described = [describedBy, resultId].filter(Boolean).join(' ');

  const withView = (act: (view: EditorView) => void) => {
    const view = host.current && EditorView.findFromDOM(host.current);
    if (view) act(view);
  };
  const fixes = readOnly || checked.state !== 'done' ? [] : (checked.check?.problems ?? []).flatMap((problem) => fixOf(problem, place) ?? []).slice(0, 1);

  return (
    <div ref={host} className={classes['expression']}>
      <div className={classes['picker']}>
        <ReferencePicker label={label} onPick={(field) => withView((view) => insertReference(view, field, place))} />
      </div>
      <CodeEditor
        {...{ value, onChange, labelledBy, readOnly, diagnostics, extensions }}
        describedBy={described}
        invalid={invalid || diagnostics.some(({ severity }) => severity === 'error')}
        single={props.single ?? false}
        tall={props.tall ?? false}
        placeholder={props.placeholder}
        startsFocused={props.startsFocused ?? false}
        onFocus={(view) => aim({ label, insert: (field) => insertReference(view, field, place) })}
      />
      <ResultLine id={resultId} checked={checked} hidden={props.shownMessages ?? []} kindShown={kind === 'value'}>
        {fixes.map((fix) => (
          <Button key={fix.name} size="compact-xs" variant="default" w="fit-content" onClick={() => withView(fix.apply)}>
            {fix.name}
          </Button>
        ))}
      </ResultLine>
    </div>
  );
}

function extensionsFor(names: Names, inText: boolean, place: Place): Extension[] {
  return [
    inText ? templateLanguage : celLanguage,
    autocompletion({ icons: false, override: [completions(names, inText)] }),
    hoverDocs(names),
    dropReference(place),
  ];
}
