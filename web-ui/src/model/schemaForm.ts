import { celLiteral, parseCel } from './cel';
import { readJson, words, type Reading } from './fields';
import { asText, isJsonObject, textAt, type Json, type JsonObject } from './json';
import { admitsNull, orderedProperties, requiredOf, typeOfSchema } from './scope';
import { configured, isExpression } from './template';

/** One field of a form made from a JSON Schema, with how it is shown. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly schema: JsonObject;
  readonly required: boolean;
  /** Whether null (or leaving it out) is a value it may have when the node runs. */
  readonly optional: boolean;
  readonly widget: Widget;
  readonly choices?: readonly Scalar[];
  readonly initial?: Json;
  readonly example?: Json;
  readonly live?: LiveOptions;
  readonly connectionType?: string;
}

export type Widget =
  | 'text' | 'multiline' | 'code' | 'secret' | 'number' | 'integer' | 'boolean' | 'choice' | 'connection' | 'duration'
  | 'moment' | 'cron' | 'time-zone' | 'key-value' | 'texts' | 'list' | 'object' | 'json' | 'form';

type Scalar = string | number | boolean;

/** Values that a connection can list: asked from the server as they are needed. */
export interface LiveOptions {
  readonly source: string;
  /** Fields that must be set before. */
  readonly needs: readonly string[];
}

/** What a form is for: which connection its connection field takes, and what special fields are. */
export interface FormAbout {
  readonly connectionType?: string | null | undefined;
  readonly special?: { readonly [field: string]: Widget | undefined };
}

export function formOf(schema: JsonObject | undefined, about: FormAbout = {}): FormField[] {
  const required = requiredOf(schema);
  return orderedProperties(schema).map(([name, property]) => formField(name, property, required.has(name), about));
}

export function formField(name: string, schema: JsonObject, required: boolean, about: FormAbout = {}): FormField {
  const description = textAt(schema, 'description');
  const choices = choicesOf(schema);
  const live = liveOptions(schema);
  const examples = schema['examples'];
  const widget = about.special?.[name] ?? widgetOf(schema, choices);
  const connectionType = textAt(schema, 'x-connection-type') ?? about.connectionType;
  return {
    name, schema, required, widget,
    title: textAt(schema, 'title') ?? words(name),
    optional: admitsNull(schema) || (!required && schema['default'] === undefined),
    ...(description ? { description } : {}),
    ...(choices && widget === 'choice' ? { choices } : {}),
    ...(schema['default'] === undefined ? {} : { initial: schema['default'] }),
    ...(Array.isArray(examples) && examples.length > 0 ? { example: examples[0] as Json } : {}),
    ...(live ? { live } : {}),
    ...(widget === 'connection' && connectionType ? { connectionType } : {}),
  };
}

const known: ReadonlySet<string> = new Set<Widget>([
  'text', 'multiline', 'code', 'secret', 'connection', 'duration', 'cron', 'key-value', 'json',
]);

function widgetOf(schema: JsonObject, choices: readonly Scalar[] | undefined): Widget {
  const wanted = textAt(schema, 'x-widget');
  if (wanted && known.has(wanted)) return wanted as Widget;
  if (choices) return 'choice';
  switch (typeOfSchema(schema)) {
    case 'boolean': return 'boolean';
    case 'integer': return 'integer';
    case 'number': return 'number';
    case 'array': return listWidget(schema);
    case 'object': return objectWidget(schema);
    case 'string': return textWidget(schema);
    default: return 'json';
  }
}

function textWidget(schema: JsonObject): Widget {
  const format = schema['format'];
  if (format === 'duration') return 'duration';
  return format === 'date-time' ? 'moment' : 'text';
}

function listWidget(schema: JsonObject): Widget {
  const items = schema['items'];
  if (!isJsonObject(items)) return 'json';
  return typeOfSchema(items) === 'string' && !items['enum'] ? 'texts' : 'list';
}

function objectWidget(schema: JsonObject): Widget {
  if (isJsonObject(schema['properties']) && Object.keys(schema['properties']).length > 0) return 'object';
  return schema['additionalProperties'] ? 'key-value' : 'json';
}

function choicesOf(schema: JsonObject): Scalar[] | undefined {
  const list = schema['enum'];
  if (!Array.isArray(list)) return undefined;
  const scalars = list.filter((one): one is Scalar => one !== null && typeof one !== 'object');
  return scalars.length > 0 ? scalars : undefined;
}

function liveOptions(schema: JsonObject): LiveOptions | undefined {
  const items = schema['items'];
  const said = schema['x-options'] ?? (isJsonObject(items) ? items['x-options'] : undefined);
  const source = isJsonObject(said) ? textAt(said, 'source') : undefined;
  if (!isJsonObject(said) || !source) return undefined;
  const needs = said['needs'];
  return { source, needs: Array.isArray(needs) ? needs.map(String) : [] };
}

/** How a field's value is given: as it stands, or worked out when the node runs. */
export type Mode = 'fixed' | 'expression';

export function modeOf(value: Json | undefined): Mode {
  return isExpression(value) ? 'expression' : 'fixed';
}

/** The source of an expression, without its “=”. */
export function sourceOf(value: Json | undefined): string {
  return typeof value === 'string' && value.startsWith('=') ? value.slice(1).replace(/^ /, '') : '';
}

/** The value that stands for an expression. */
export function expressionValue(source: string): string {
  return `=${source}`;
}

/** A fixed value said as an expression, so that switching loses nothing that can be kept. */
export function asExpression(value: Json | undefined): string {
  if (value === undefined || value === null) return '=';
  if (typeof value === 'string') {
    const parts = configured(value);
    const [only] = parts.kind === 'template' ? parts.parts : [];
    if (parts.kind === 'template') {
      return only && only.from === 2 && only.to === value.length - 1 ? `=${only.source.trim()}` : `=${concatenation(value, parts.parts)}`;
    }
    return `=${celLiteral(value.startsWith('\\=') ? value.slice(1) : value)}`;
  }
  return typeof value === 'object' ? '=' : `=${celLiteral(value)}`;
}

function concatenation(text: string, parts: readonly { source: string; from: number; to: number }[]): string {
  const terms: string[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.from - 2 > at) terms.push(celLiteral(text.slice(at, part.from - 2)));
    terms.push(`string(${part.source.trim()})`);
    at = part.to + 1;
  }
  if (at < text.length) terms.push(celLiteral(text.slice(at)));
  return terms.join(' + ');
}

/** The fixed value an expression is, if it is nothing but a constant. */
export function asFixed(value: Json | undefined): Json | undefined {
  const expr = parseCel(sourceOf(value));
  if (expr?.kind !== 'literal' || expr.value === null) return undefined;
  return typeof expr.value === 'string' && expr.value.startsWith('=') ? `\\${expr.value}` : expr.value;
}

/**
 * What was typed into a number's field. A text that is no number stays a text: it is kept in the
 * document as it was typed, with its error beside it, until it is put right.
 */
export function readNumberText(text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const value = Number(trimmed.replace(',', '.'));
  return Number.isFinite(value) && !/^[+-]?0[xob]/i.test(trimmed) ? value : text;
}

/** What was typed as JSON; a text that is none is kept as a text. */
export function readJsonText(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  if (text.startsWith('=')) return text;
  const reading: Reading = readJson(text);
  return 'value' in reading ? reading.value : text;
}

export function jsonText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? (readsAsJson(value) ? JSON.stringify(value) : value) : JSON.stringify(value, null, 2);
}

function readsAsJson(text: string): boolean {
  return 'value' in readJson(text);
}

/** The configuration with one field set; undefined and empty text take it out. */
export function withField(config: JsonObject | undefined, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = config ?? {};
  if (value === undefined || value === '') return rest;
  // The order of fields stays, so that a text view does not jump.
  return Object.hasOwn(config ?? {}, name) ? { ...config, [name]: value } : { ...rest, [name]: value };
}

/** Values that were once chosen but are not listed now stay choosable. */
export function choiceTexts(field: FormField, value: Json | undefined): string[] {
  const texts = (field.choices ?? []).map((choice) => String(choice));
  const current = asText(value);
  return current === '' || texts.includes(current) ? texts : [...texts, current];
}

export function choiceValue(field: FormField, text: string): Json {
  return field.choices?.find((choice) => String(choice) === text) ?? text;
}
