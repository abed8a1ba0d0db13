import { Autocomplete, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { asText, isJsonObject, type Json } from '@/model/json';
import { choiceTexts, choiceValue, type FormField } from '@/model/schemaForm';
import { useInspected } from '../context';
import { boundsText } from '../misfit';
import { ConnectionInput } from './ConnectionInput';
import { CronInput } from './CronInput';
import { DurationInput } from './DurationInput';
import { FormDesigner } from './FormDesigner';
import { JsonInput } from './JsonInput';
import { KeyValueInput } from './KeyValueInput';
import { ListInput } from './ListInput';
import { LiveInput } from './LiveInput';
import { MomentInput } from './MomentInput';
import { NumberInputText } from './NumberInputText';
import type { FixedProps } from './props';
import { SchemaForm } from './SchemaForm';
import { TemplateInput } from './TemplateInput';

/** The control for a fixed value of a field. */
export function FixedInput(props: FixedProps) {
  const { field, path, value, onChange, siblings, wiring } = props;
  const { readOnly, scopeNode } = useInspected();
  const text = asText(value);
  const setText = (next: string) => onChange(next === '' ? undefined : next);
  const placeholder = hintOf(field);
  const common = { wiring, value: text, onChange: setText, placeholder, disabled: readOnly };

  switch (field.widget) {
    case 'boolean':
      return (
        <Switch
          id={wiring.id}
          aria-labelledby={wiring['aria-labelledby']}
          aria-describedby={wiring['aria-describedby']}
          checked={(value ?? field.initial) === true}
          disabled={readOnly}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...wiring}
          data={choiceTexts(field, value)}
          value={text || null}
          error={wiring['aria-invalid']}
          placeholder={placeholder ?? 'Not set'}
          searchable={(field.choices?.length ?? 0) > 8}
          clearable={!field.required}
          disabled={readOnly}
          onChange={(next) => onChange(next === null ? undefined : choiceValue(field, next))}
        />
      );
    case 'number':
    case 'integer':
      return <NumberInputText {...wiring} value={value} error={wiring['aria-invalid']} placeholder={placeholder ?? boundsText(field)} disabled={readOnly} onChange={onChange} />;
    case 'connection':
      return <ConnectionInput {...common} type={field.connectionType} required={field.required} />;
    case 'duration':
      return <DurationInput {...common} />;
    case 'moment':
      return <MomentInput {...common} />;
    case 'cron':
      return <CronInput {...common} />;
    case 'time-zone':
      return <Autocomplete {...wiring} data={timeZones} limit={40} value={text} placeholder={placeholder} disabled={readOnly} onChange={setText} />;
    case 'secret':
      return <PasswordInput {...wiring} value={text} placeholder={placeholder} disabled={readOnly} autoComplete="off" onChange={(event) => setText(event.currentTarget.value)} />;
    case 'key-value':
      return <KeyValueInput {...props} />;
    case 'texts':
    case 'list':
      return <ListInput {...props} />;
    case 'object':
      return <SchemaForm schema={field.schema} path={path} value={isJsonObject(value) ? value : {}} onChange={onChange} nested />;
    case 'form':
      return <FormDesigner {...props} />;
    case 'json':
    case 'code':
      return <JsonInput {...props} />;
    case 'text':
    case 'multiline':
      if (field.live) return <LiveInput {...common} live={field.live} siblings={siblings} />;
      return scopeNode === undefined
        ? <TextInput {...wiring} value={text} error={wiring['aria-invalid']} placeholder={placeholder} disabled={readOnly} onChange={(event) => setText(event.currentTarget.value)} />
        : <TemplateInput {...props} placeholder={placeholder} single={field.widget === 'text'} />;
    default:
      return field.widget satisfies never;
  }
}

const timeZones = Intl.supportedValuesOf('timeZone');

/** What an empty field shows: what is taken when it stays empty, else an example. */
export function hintOf(field: FormField): string | undefined {
  if (field.initial !== undefined && !isEmpty(field.initial)) return `${asText(field.initial)} unless set`;
  return field.example === undefined ? undefined : `e.g. ${asText(field.example)}`;
}

function isEmpty(value: Json): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
