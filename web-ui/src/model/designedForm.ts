import { isJsonObject, textAt, type Json, type JsonObject } from './json';
import { orderedProperties, requiredOf, typeOfSchema } from './scope';

/** A field that a person designs: of a manual start's form, or a variable. */
export interface DesignedField {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

export const designedTypes = ['text', 'multiline', 'number', 'integer', 'boolean', 'choice', 'moment', 'list', 'anything'] as const;
export type DesignedType = (typeof designedTypes)[number];

const schemas: { readonly [type in DesignedType]: JsonObject } = {
  text: { type: 'string' },
  multiline: { type: 'string', 'x-widget': 'multiline' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  choice: { type: 'string', enum: [] },
  moment: { type: 'string', format: 'date-time' },
  list: { type: 'array', items: { type: 'string' } },
  anything: {},
};

/** The type as the designer names it; undefined for a schema that it cannot show. */
export function designedType(schema: JsonObject): DesignedType | undefined {
  const type = typeOfSchema(schema);
  if (Array.isArray(schema['enum'])) return type === 'string' ? 'choice' : undefined;
  if (type === 'string') {
    if (schema['format'] === 'date-time') return 'moment';
    return schema['x-widget'] === 'multiline' || schema['widget'] === 'multiline' ? 'multiline' : 'text';
  }
  if (type === 'array') return isJsonObject(schema['items']) && typeOfSchema(schema['items']) === 'string' ? 'list' : undefined;
  if (type === 'number' || type === 'integer' || type === 'boolean') return type;
  return Object.keys(schema).every((key) => ['title', 'description', 'default', 'x-order'].includes(key)) ? 'anything' : undefined;
}

const kept = new Set(['title', 'description', 'x-order']);

/** The schema with another type; what every type has stays, bounds of the old one go. */
export function retyped(schema: JsonObject, type: DesignedType): JsonObject {
  const bounds = type === 'number' || type === 'integer' ? new Set([...kept, 'minimum', 'maximum']) : kept;
  return { ...Object.fromEntries(Object.entries(schema).filter(([key]) => bounds.has(key))), ...schemas[type] };
}

/** The schema with one keyword set; undefined and empty text take it out. */
export function withKeyword(schema: JsonObject, key: string, value: Json | undefined): JsonObject {
  const { [key]: _, ...rest } = schema;
  return value === undefined || value === '' ? rest : { ...schema, [key]: value };
}

/** The fields of a form's schema, in order. */
export function designedFields(schema: JsonObject | undefined): DesignedField[] {
  const required = requiredOf(schema);
  return orderedProperties(schema).map(([name, property]) => ({ name, required: required.has(name), schema: property }));
}

/** The schema of a form; whatever else the old one said stays. */
export function formSchema(fields: readonly DesignedField[], before: JsonObject | undefined): JsonObject {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    ...before,
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }, index) => [name, { ...schema, 'x-order': index + 1 }])),
    required,
  };
}

const nameForm = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Why a name cannot be taken; undefined when it can. */
export function nameProblem(name: string, others: readonly string[]): string | undefined {
  if (name === '') return 'Give it a name.';
  if (!nameForm.test(name)) return 'Use letters, digits and _, no digit first, at most 64.';
  return others.includes(name) ? `“${name}” is taken; choose another.` : undefined;
}

/** A name made of a title: `Instance id` → `instanceId`. */
export function nameFrom(title: string, taken: readonly string[]): string {
  const parts = title.normalize('NFKD').split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = parts.map((part, index) => (index === 0 ? part.charAt(0).toLowerCase() : part.charAt(0).toUpperCase()) + part.slice(1)).join('');
  const base = (/^[A-Za-z_]/.test(joined) ? joined : `field${joined}`).slice(0, 60);
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}${count}`;
    if (!taken.includes(name)) return name;
  }
}

export function optionsText(schema: JsonObject): string {
  const list = schema['enum'];
  return Array.isArray(list) ? list.map(String).join('\n') : '';
}

/** Something a schema would accept, for a pin to begin with. */
export function exampleOf(schema: JsonObject | undefined, depth = 0): Json {
  if (!schema) return null;
  const examples = schema['examples'];
  if (Array.isArray(examples) && examples.length > 0) return examples[0] as Json;
  if (schema['default'] !== undefined) return schema['default'];
  const [constant] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  if (constant !== undefined) return constant as Json;
  switch (typeOfSchema(schema)) {
    case 'string': return schema['format'] === 'date-time' ? '2026-01-05T10:00:00Z' : (textAt(schema, 'title') ?? 'text').toLowerCase();
    case 'number': case 'integer': return typeof schema['minimum'] === 'number' ? schema['minimum'] : 0;
    case 'boolean': return false;
    case 'array': return depth < 4 && isJsonObject(schema['items']) ? [exampleOf(schema['items'], depth + 1)] : [];
    case 'object': return depth < 6 ? Object.fromEntries(orderedProperties(schema).map(([name, one]) => [name, exampleOf(one, depth + 1)])) : {};
    default: return null;
  }
}
