import { json } from '@codemirror/lang-json';
import { useState } from 'react';
import { jsonText, readJsonText } from '@/model/schemaForm';
import { CodeEditor } from '../code/CodeEditor';
import { useInspected } from '../context';
import type { FixedProps } from './props';

const language = json();

/** Data written as JSON; its texts may be expressions or hold `${…}`. What is no JSON yet is kept as it was typed. */
export function JsonInput({ value, onChange, wiring, startsFocused, field }: FixedProps) {
  const { readOnly } = useInspected();
  const [typed, setTyped] = useState('');
  const text = JSON.stringify(readJsonText(typed)) === JSON.stringify(value) ? typed : jsonText(value);
  return (
    <CodeEditor
      value={text}
      onChange={(next) => {
        setTyped(next);
        onChange(readJsonText(next));
      }}
      labelledBy={wiring['aria-labelledby']}
      describedBy={wiring['aria-describedby']}
      invalid={wiring['aria-invalid']}
      readOnly={readOnly}
      startsFocused={startsFocused}
      placeholder={field.example === undefined ? undefined : `e.g. ${JSON.stringify(field.example)}`}
      tall
      extensions={language}
    />
  );
}
