import { asText, isJsonObject, textAt, type Json, type JsonObject } from './json';

/** One question of a form, drawn from a JSON Schema. */
export interface Field {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly options?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly initial?: Json;
}

export type FieldType = 'text' | 'multiline' | 'number' | 'integer' | 'boolean' | 'choice' | 'json';

export type Reading = { readonly value: Json | undefined } | { readonly error: string };

/** The fields of an object schema; anything deeper than one level is asked for as JSON. */
export function fieldsOfSchema(schema: JsonObject | undefined): Field[] {
  const properties = schema?.['properties'];
  if (!isJsonObject(properties)) return [];
  const required = schema?.['required'];
  const needed = new Set(Array.isArray(required) ? required.map(String) : []);
  return Object.entries(properties).flatMap(([name, property]) =>
    isJsonObject(property) ? [fieldOfSchema(name, property, needed.has(name))] : [],
  );
}

export function fieldOfSchema(name: string, schema: JsonObject, required: boolean): Field {
  const options = optionsOf(schema);
  const description = textAt(schema, 'description');
  const pattern = textAt(schema, 'pattern');
  return {
    name,
    title: textAt(schema, 'title') ?? words(name),
    ...(description ? { description } : {}),
    type: options ? 'choice' : typeOf(schema),
    required,
    ...(options ? { options } : {}),
    ...numberAt(schema, 'minimum'),
    ...numberAt(schema, 'maximum'),
    ...(pattern ? { pattern } : {}),
    ...(schema['default'] === undefined ? {} : { initial: schema['default'] }),
  };
}

/** The fields a manual start asks for: its configuration holds their JSON Schema. */
export function fieldsOfManualTrigger(config: JsonObject | undefined): Field[] {
  const schema = config?.['schema'];
  return isJsonObject(schema) ? fieldsOfSchema(schema) : [];
}

function optionsOf(schema: JsonObject): string[] | undefined {
  const list = schema['enum'];
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list.map((option) => asText(option as Json));
}

function typeOf(schema: JsonObject): FieldType {
  const declared = schema['type'];
  const type = Array.isArray(declared) ? declared.find((name) => name !== 'null') : declared;
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  if (type === 'multiline' || schema['widget'] === 'multiline') return 'multiline';
  if (type === 'object' || type === 'array' || type === 'json') return 'json';
  if (type === undefined && (schema['properties'] || schema['items'])) return 'json';
  return 'text';
}

function numberAt(schema: JsonObject, key: 'minimum' | 'maximum'): { [key: string]: number } {
  const value = schema[key];
  return typeof value === 'number' ? { [key]: value } : {};
}

/** `maxAgeDays` → `Max age days`. */
export function words(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The text a form shows for a value. */
export function textOf(field: Field, value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return field.type === 'json' ? JSON.stringify(value, null, 2) : asText(value);
}

/** What the person typed, as a value, or what is wrong with it and what to type instead. */
export function readField(field: Field, text: string): Reading {
  if (field.type === 'boolean') return { value: text === 'true' };
  const trimmed = field.type === 'multiline' ? text : text.trim();
  if (trimmed === '') {
    return field.required ? { error: `Enter ${field.title.toLowerCase()}.` } : { value: undefined };
  }
  if (field.type === 'number' || field.type === 'integer') return readNumber(field, trimmed);
  if (field.type === 'json') return readJson(trimmed);
  if (field.pattern && !matches(field.pattern, trimmed)) {
    return { error: `Expected a text of the form ${field.pattern}.` };
  }
  return { value: trimmed };
}

function readNumber(field: Field, text: string): Reading {
  const value = Number(text);
  if (!Number.isFinite(value)) return { error: `Expected a number, found “${text}”.` };
  if (field.type === 'integer' && !Number.isInteger(value)) {
    return { error: 'Expected a whole number.' };
  }
  if (field.minimum !== undefined && value < field.minimum) {
    return { error: `Expected at least ${field.minimum}.` };
  }
  if (field.maximum !== undefined && value > field.maximum) {
    return { error: `Expected at most ${field.maximum}.` };
  }
  return { value };
}

export function readJson(text: string): Reading {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}
