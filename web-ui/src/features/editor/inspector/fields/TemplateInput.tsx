import { asText } from '@/model/json';
import { ExpressionField } from '../code/ExpressionField';
import type { FixedProps } from './props';

interface Props extends FixedProps {
  readonly placeholder: string | undefined;
  readonly single: boolean;
}

/** A text that may hold values from before: `Patch ${trigger.instanceId}`. */
export function TemplateInput({ field, value, onChange, wiring, placeholder, single, startsFocused, shownMessages }: Props) {
  return (
    <ExpressionField
      value={asText(value)}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      label={field.title}
      labelledBy={wiring['aria-labelledby']}
      describedBy={wiring['aria-describedby']}
      invalid={wiring['aria-invalid']}
      kind="text"
      place="text"
      single={single}
      tall={!single}
      startsFocused={startsFocused}
      placeholder={placeholder}
      shownMessages={shownMessages}
    />
  );
}
