import type { Catalogue } from '@/api/types';
import { parseCel, pathOf, type Path } from './cel';
import { readCondition } from './conditionReader';
import { conditionText } from './conditionText';
import { durationText, readDuration } from './duration';
import { words } from './fields';
import { asText, isJsonObject, textAt, type Json, type JsonObject } from './json';
import { configured } from './template';
import { nodeName, type WorkflowDocument } from './workflow';

/** A piece of a text: as it stands, the name of something found while running, or an expression nobody has words for. */
export interface Phrase {
  readonly kind: 'text' | 'reference' | 'code';
  readonly text: string;
}

/** What a workflow's conditions and values say, in the words of the people who read them. */
export interface PlainWords {
  /** “TruRisk score of “Read TruRisk””. */
  label(path: Path): string;
  condition(when: string): Phrase;
  value(value: Json | undefined, schema?: JsonObject): readonly Phrase[];
}

export function plainWordsOf(document: WorkflowDocument, catalogue: Catalogue): PlainWords {
  const label = (path: Path) => labelOf(document, catalogue, path);
  const expression = (source: string) => expressionPhrase(source, label);
  return {
    label,
    condition(when) {
      const read = readCondition(when);
      return read ? { kind: 'text', text: conditionText(read, { label }) } : { kind: 'code', text: when };
    },
    value: (value, schema) => valuePhrases(value, schema ?? {}, expression),
  };
}

function labelOf(document: WorkflowDocument, catalogue: Catalogue, path: Path): string {
  const [root, name = '', part, ...rest] = path;
  if (root === 'nodes') {
    const node = document.nodes.find(({ id }) => id === name);
    const type = catalogue.nodeTypes.find(({ id }) => id === node?.type);
    const inner = part === 'output' ? rest : path.slice(2);
    const owner = `“${node ? nodeName(node) : name}”`;
    return inner.length === 0 ? `what ${owner} gave` : `${titlesAlong(type?.outputSchema, inner)} of ${owner}`;
  }
  if (root === 'vars') {
    const variable = document.variables?.find((one) => one.name === name);
    const title = variable?.schema && textAt(variable.schema, 'title');
    return [`“${title ?? words(name)}”`, ...path.slice(2)].join(' › ');
  }
  if (root === 'trigger') {
    const inner = path.slice(1);
    return inner.length === 0 ? 'the event' : `${titlesAlong(eventSchema(document, catalogue), inner)} of the event`;
  }
  if (root === 'item') return path.length === 1 ? 'the item' : `${titlesAlong(undefined, path.slice(1))} of the item`;
  if (root === 'index' && path.length === 1) return 'the number of the item';
  return root === 'output' ? titlesAlong(undefined, path.slice(1)) || 'what was found' : path.join(' › ');
}

/** With several triggers the words come from the first that knows one. */
function eventSchema(document: WorkflowDocument, catalogue: Catalogue): JsonObject | undefined {
  const schemas = document.nodes.flatMap((node) => {
    if (node.kind !== 'start') return [];
    const own = node.config?.['schema'];
    const schema = isJsonObject(own) ? own : catalogue.triggerTypes.find(({ id }) => id === node.trigger)?.eventSchema;
    return isJsonObject(schema?.['properties']) ? [schema['properties']] : [];
  });
  return schemas.length === 0 ? undefined : { properties: Object.assign({}, ...schemas.toReversed()) as JsonObject };
}

function titlesAlong(schema: JsonObject | undefined, path: Path): string {
  let at = schema;
  return path
    .map((name) => {
      const properties = at?.['properties'];
      const next = isJsonObject(properties) ? properties[name] : undefined;
      at = isJsonObject(next) ? next : undefined;
      return (at && textAt(at, 'title')) ?? words(name);
    })
    .join(' › ');
}

function expressionPhrase(source: string, label: (path: Path) => string): Phrase {
  const expr = parseCel(source);
  const inner = expr?.kind === 'call' && expr.name === 'required' && !expr.target ? expr.args[0] : expr;
  const path = inner && pathOf(inner);
  return path && path.length > 1 ? { kind: 'reference', text: label(path) } : { kind: 'code', text: source };
}

function valuePhrases(value: Json | undefined, schema: JsonObject, expression: (source: string) => Phrase): readonly Phrase[] {
  if (value === undefined || value === null || value === '') return [plain('nothing')];
  if (Array.isArray(value) && value.length === 0) return [plain('none')];
  if (typeof value === 'boolean') return [plain(value ? 'yes' : 'no')];
  if (typeof value === 'string') return textPhrases(value, schema, expression);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    return joined(value.map((item) => valuePhrases(item as Json, {}, expression)));
  }
  if (isJsonObject(value) && Object.values(value).every((item) => typeof item !== 'object' || item === null)) {
    return joined(Object.entries(value).map(([key, item]) => [plain(`${key}: `), ...valuePhrases(item, {}, expression)]));
  }
  return typeof value === 'object' ? [{ kind: 'code', text: JSON.stringify(value) }] : [plain(asText(value))];
}

function textPhrases(text: string, schema: JsonObject, expression: (source: string) => Phrase): readonly Phrase[] {
  const read = configured(text);
  if (read.kind === 'expression') return [expression(read.source)];
  if (read.kind === 'plain') {
    const span = schema['format'] === 'duration' || schema['x-widget'] === 'duration' ? readDuration(text) : undefined;
    return [plain(span ? durationText(span) : text.startsWith('\\=') ? text.slice(1) : text)];
  }
  const phrases: Phrase[] = [];
  let at = 0;
  for (const { source, from, to } of read.parts) {
    if (from - 2 > at) phrases.push(plain(text.slice(at, from - 2)));
    phrases.push(expression(source));
    at = to + 1;
  }
  if (at < text.length) phrases.push(plain(text.slice(at)));
  return phrases;
}

function joined(lists: readonly (readonly Phrase[])[]): readonly Phrase[] {
  return lists.flatMap((phrases, index) => (index === 0 ? phrases : [plain(', '), ...phrases]));
}

function plain(text: string): Phrase {
  return { kind: 'text', text };
}
