import { ActionIcon, Group, Select, TagsInput, Text, TextInput, Tooltip } from '@mantine/core';
import { IconLink, IconLinkOff } from '@tabler/icons-react';
import { useId } from 'react';
import type { Rule, RuleValue, Scalar } from '@/model/condition';
import { asText, isJsonObject, type Json, type JsonObject } from '@/model/json';
import type { ScopeField } from '@/model/scope';
import { formField, readNumberText } from '@/model/schemaForm';
import { MomentInput } from '../fields/MomentInput';
import { NumberInputText } from '../fields/NumberInputText';
import { boundsText, misfitOf } from '../misfit';
import { FieldSelect } from './FieldSelect';

interface Props {
  readonly rule: Rule;
  readonly field: ScopeField | undefined;
  readonly onChange: (value: RuleValue | undefined) => void;
  readonly readOnly: boolean;
}

/** What a field is compared with: a value of its kind, within its bounds, or another field. */
export function RuleValueInput({ rule, field, onChange, readOnly }: Props) {
  const reference = rule.value && 'reference' in rule.value ? rule.value.reference : undefined;
  const wantsField = reference !== undefined;
  const schema = valueSchema(field, rule);
  const misfit = rule.value && 'literal' in rule.value ? misfitOf(formField('value', schema, true), rule.value.literal) : undefined;
  return (
    <div>
      <Group gap={4} wrap="nowrap" align="flex-start">
        {wantsField ? (
          <FieldSelect label="Other field" path={reference} onChange={(path) => onChange({ reference: path })} readOnly={readOnly} />
        ) : (
          <LiteralInput rule={rule} schema={schema} type={field?.type} invalid={misfit !== undefined} onChange={onChange} readOnly={readOnly} />
        )}
        {rule.operator !== 'oneOf' && (
          <Tooltip label={wantsField ? 'Compare with a value' : 'Compare with another field'}>
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={2}
              aria-label="Compare with another field"
              aria-pressed={wantsField}
              disabled={readOnly}
              onClick={() => onChange(wantsField ? undefined : { reference: [] })}
            >
              {wantsField ? <IconLinkOff size={15} aria-hidden /> : <IconLink size={15} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {misfit && (
        <Text size="xs" c="var(--tone-bad)" mt={2} role="status">
          {misfit}
        </Text>
      )}
    </div>
  );
}

/** The schema of what is compared: of the items, when the question is what a list includes. */
function valueSchema(field: ScopeField | undefined, rule: Rule): JsonObject {
  if (!field || rule.operator === 'matches') return {};
  const { items } = field.schema;
  if (rule.operator === 'includes') return isJsonObject(items) ? items : {};
  const { pattern: _pattern, minLength: _least, ...schema } = field.schema;
  return rule.operator === 'is' || rule.operator === 'isNot' || rule.operator === 'oneOf' ? field.schema : withoutEnum(schema);
}

function withoutEnum(schema: JsonObject): JsonObject {
  const { enum: _, ...rest } = schema;
  return rest;
}

interface LiteralProps {
  readonly rule: Rule;
  readonly schema: JsonObject;
  readonly type: ScopeField['type'] | undefined;
  readonly invalid: boolean;
  readonly onChange: (value: RuleValue | undefined) => void;
  readonly readOnly: boolean;
}

function LiteralInput({ rule, schema, type, invalid, onChange, readOnly }: LiteralProps) {
  const id = useId();
  const { value } = rule;
  const form = formField('value', schema, true);
  const choices = (form.choices ?? []).map(String);
  const literal = value && 'literal' in value ? value.literal : undefined;
  const isNumber = form.widget === 'number' || form.widget === 'integer';
  const set = (next: Json | undefined) => onChange(next === undefined || next === '' || typeof next === 'object' ? undefined : { literal: next });

  if (rule.operator === 'oneOf') {
    const list = value && 'list' in value ? value.list.map(String) : [];
    const scalar = (text: string): Scalar => (isNumber ? (readNumberText(text) as Scalar) : text);
    return (
      <TagsInput size="xs" flex={1} aria-label="Values" placeholder="Type and press Enter" data={choices} value={list} disabled={readOnly} onChange={(next) => onChange({ list: next.map(scalar) })} />
    );
  }
  if (choices.length > 0) {
    const missing = literal !== undefined && !choices.includes(String(literal));
    return (
      <Select size="xs" flex={1} aria-label="Value" placeholder="Choose" data={missing ? [...choices, String(literal)] : choices} value={literal === undefined ? null : String(literal)} error={invalid} disabled={readOnly} onChange={(next) => set(next ?? undefined)} />
    );
  }
  if (type === 'moment') {
    return <MomentInput wiring={{ id, 'aria-label': 'Value', 'aria-invalid': invalid }} value={asText(literal)} disabled={readOnly} onChange={set} />;
  }
  if (isNumber) {
    return <NumberInputText size="xs" flex={1} aria-label="Value" value={literal} placeholder={boundsText({ schema })} error={invalid} disabled={readOnly} onChange={set} />;
  }
  return type === undefined || type === 'any'
    ? <AnyInput literal={literal} disabled={readOnly} onChange={set} />
    : <TextInput size="xs" flex={1} aria-label="Value" value={asText(literal)} error={invalid} disabled={readOnly} onChange={(event) => set(event.currentTarget.value)} />;
}

/** Of a field of which nothing is known the value's kind is what it looks like: 5 is a number, "5" a text. */
function AnyInput({ literal, disabled, onChange }: { readonly literal: Scalar | undefined; readonly disabled: boolean; readonly onChange: (value: Json | undefined) => void }) {
  const looksOtherwise = typeof literal === 'string' && (/^(true|false)$/.test(literal) || typeof readNumberText(literal) === 'number');
  return (
    <TextInput
      size="xs"
      flex={1}
      aria-label="Value"
      placeholder='5, text or "5"'
      value={looksOtherwise ? JSON.stringify(literal) : asText(literal)}
      disabled={disabled}
      onChange={(event) => onChange(anyValue(event.currentTarget.value))}
    />
  );
}

function anyValue(text: string): Json | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  return readNumberText(text) ?? text;
}
