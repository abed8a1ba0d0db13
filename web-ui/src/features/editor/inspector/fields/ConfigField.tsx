import { useState } from 'react';
import type { Json } from '@/model/json';
import { type Place, safeReference, type ScopeField } from '@/model/scope';
import { asExpression, asFixed, expressionValue, type FormField, modeOf, sourceOf } from '@/model/schemaForm';
import { ExpressionField } from '../code/ExpressionField';
import { useInspected } from '../context';
import { useDraft } from '../drafts';
import { misfitOf } from '../misfit';
import { FieldFrame, type FieldMessage } from './FieldFrame';
import { FixedInput } from './FixedInput';
import { ModeSwitch } from './ModeSwitch';
import type { FieldProps } from './props';
import { useFieldProblems } from './useFieldProblems';

const containers = new Set(['list', 'texts', 'object', 'key-value', 'form']);

/** Whether the control is a code field, which a label names but cannot be tied to. */
function isCode({ widget, live }: FormField, scopeNode: string | undefined): boolean {
  if (widget === 'json' || widget === 'code') return true;
  return (widget === 'text' || widget === 'multiline') && !live && scopeNode !== undefined;
}

/** One field of a configuration, fixed or by an expression, with everything that is wrong with it. */
export function ConfigField({ field, path, value, onChange, siblings }: FieldProps) {
  const { id, scopeNode, readOnly, aim } = useInspected();
  const [switched, setSwitched] = useState(false);
  const [remembered, remember] = useDraft<{ readonly fixed?: Json; readonly expression?: Json }>(`${id}${path}#other-mode`);
  const mode = scopeNode === undefined ? 'fixed' : modeOf(value);
  const misfit = mode === 'fixed' ? misfitOf(field, value) : undefined;
  const problems = useFieldProblems(path, field, mode === 'expression' || !containers.has(field.widget));
  const messages = misfit ? [error(misfit), ...problems.filter(({ code }) => code !== 'CONFIG')] : problems;
  const place: Place = field.optional ? 'optional' : 'value';

  const change = (next: Json | undefined) => {
    if (mode === 'fixed' && modeOf(next) === 'expression') setSwitched(true);
    onChange(next);
  };
  const switchTo = (next: 'fixed' | 'expression') => {
    setSwitched(true);
    if (next === 'expression') {
      if (value !== undefined) remember({ ...remembered, fixed: value });
      onChange(remembered?.expression && asExpression(value) === '=' ? remembered.expression : asExpression(value));
    } else {
      if (value !== undefined) remember({ ...remembered, expression: value });
      onChange(asFixed(value) ?? remembered?.fixed);
    }
  };
  const refer = (chosen: ScopeField) => {
    setSwitched(true);
    if (mode === 'fixed' && value !== undefined) remember({ ...remembered, fixed: value });
    onChange(expressionValue(safeReference(chosen, place)));
  };
  const referable = scopeNode !== undefined && !readOnly && !containers.has(field.widget);

  return (
    <FieldFrame
      label={field.title}
      description={field.description}
      required={field.required && mode === 'fixed' && field.widget !== 'boolean'}
      messages={messages}
      grouped={mode === 'expression' || isCode(field, scopeNode) || containers.has(field.widget)}
      onDropField={referable && mode === 'fixed' ? refer : undefined}
      onFocus={referable && mode === 'fixed' ? () => aim({ label: field.title, insert: refer }) : undefined}
      actions={
        scopeNode !== undefined && (
          <ModeSwitch label={field.title} mode={mode} onChange={switchTo} disabled={readOnly} />
        )
      }
    >
      {(wiring) =>
        mode === 'expression' ? (
          <ExpressionField
            value={sourceOf(value)}
            onChange={(source) => change(expressionValue(source))}
            label={field.title}
            labelledBy={wiring['aria-labelledby']}
            describedBy={wiring['aria-describedby']}
            invalid={wiring['aria-invalid']}
            kind="value"
            expected={field.schema}
            place={place}
            startsFocused={switched}
            placeholder="nodes.scan.output.state"
            shownMessages={messages.map(({ message }) => message)}
          />
        ) : (
          <FixedInput
            field={field}
            path={path}
            value={value}
            onChange={change}
            siblings={siblings}
            wiring={wiring}
            startsFocused={switched}
            shownMessages={messages.map(({ message }) => message)}
          />
        )
      }
    </FieldFrame>
  );
}

function error(message: string): FieldMessage & { readonly code: string } {
  return { severity: 'error', message, code: '' };
}
