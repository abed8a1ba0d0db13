import { JsonInput, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { Field } from '@/model/fields';

interface Props {
  readonly field: Field;
  readonly text: string;
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The input that fits a field's type. */
export function FieldInput({ field, text, error, onChange }: Props) {
  const common = {
    label: field.title,
    description: field.description,
    error,
    withAsterisk: field.required && field.type !== 'boolean',
  };
  switch (field.type) {
    case 'boolean':
      return (
        <Switch
          label={field.title}
          description={field.description}
          checked={text === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={[...(field.options ?? [])]}
          value={text || null}
          clearable={!field.required}
          onChange={(value) => onChange(value ?? '')}
        />
      );
    case 'number':
    case 'integer':
      return (
        <NumberInput
          {...common}
          value={text}
          allowDecimal={field.type === 'number'}
          {...(field.minimum === undefined ? {} : { min: field.minimum })}
          {...(field.maximum === undefined ? {} : { max: field.maximum })}
          clampBehavior="none"
          onChange={(value) => onChange(String(value))}
        />
      );
    case 'json':
      return (
        <JsonInput {...common} value={text} onChange={onChange} autosize minRows={3} maxRows={12} spellCheck={false} />
      );
    case 'multiline':
      return (
        <Textarea {...common} value={text} autosize minRows={3} onChange={(event) => onChange(event.currentTarget.value)} />
      );
    case 'text':
      return <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    default:
      return field.type satisfies never;
  }
}
