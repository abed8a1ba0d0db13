import { type Schema, Validator } from '@cfworker/json-schema';
import { readDuration } from '@/model/duration';
import { asText, type Json } from '@/model/json';
import type { FormField } from '@/model/schemaForm';
import { configured } from '@/model/template';

/**
 * What is wrong with a fixed value, at once and in words; the server looks again. Expressions are
 * the server's alone, and so is what is missing: an empty form is no list of errors.
 */
export function misfitOf(field: FormField, value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && configured(value).kind !== 'plain') return undefined;
  if (field.widget === 'duration') return readDuration(asText(value)) ? undefined : 'Expected a time such as 30 minutes, 2h 30m or PT30M.';
  const schema = field.schema as Schema;
  const [error] = new Validator(schema, '2020-12', false).validate(value).errors.toReversed();
  return error && sentence(error.keyword, field, value);
}

function sentence(keyword: string, field: FormField, value: Json): string {
  const { schema } = field;
  switch (keyword) {
    case 'type':
      return typeSentence(field, value);
    case 'minimum': case 'maximum':
      return `Expected ${boundsText(field) ?? 'another number'}.`;
    case 'enum':
      return `Expected one of ${(field.choices ?? []).join(', ')}.`;
    case 'pattern':
      return `Expected a text of the form ${asText(schema['pattern'])}.`;
    case 'minLength':
      return 'Expected a longer text.';
    case 'maxLength':
      return `Expected at most ${asText(schema['maxLength'])} characters, found ${asText(value).length}.`;
    case 'format':
      return schema['format'] === 'date-time' ? 'Expected a moment such as 2026-01-05T10:00:00Z.' : `Expected a text of the format ${asText(schema['format'])}.`;
    default:
      return `This does not fit (${keyword}).`;
  }
}

function typeSentence(field: FormField, value: Json): string {
  if (field.widget === 'integer') return `Expected a whole number${boundsText(field) ? `, ${boundsText(field)}` : ''}.`;
  if (field.widget === 'number') return `Expected a number${boundsText(field) ? `, ${boundsText(field)}` : ''}.`;
  if (typeof value === 'string') return 'This is not JSON yet: check brackets, commas and quotes.';
  return `Expected ${field.widget === 'key-value' || field.widget === 'object' ? 'an object { … }' : 'another kind of value'}.`;
}

/** “0 to 1000”, “at least 1” */
export function boundsText({ schema }: Pick<FormField, 'schema'>): string | undefined {
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number') return typeof maximum === 'number' ? `${minimum} to ${maximum}` : `at least ${minimum}`;
  return typeof maximum === 'number' ? `at most ${maximum}` : undefined;
}
