import type { Path } from './cel';
import type { Condition, Operator, Rule, RuleValue, Scalar } from './condition';
import { isJsonObject, type JsonObject } from './json';
import { fieldType, type FieldType } from './scope';

const phrases: { readonly [operator in Operator]: readonly [holds: string, not: string] } = {
  above: ['is above', 'is not above'],
  atLeast: ['is at least', 'is not at least'],
  below: ['is below', 'is not below'],
  atMost: ['is at most', 'is not at most'],
  is: ['is', 'is not'],
  isNot: ['is not', 'is'],
  oneOf: ['is one of', 'is none of'],
  contains: ['contains', 'does not contain'],
  startsWith: ['begins with', 'does not begin with'],
  endsWith: ['ends with', 'does not end with'],
  matches: ['matches the pattern', 'does not match the pattern'],
  before: ['is before', 'is not before'],
  after: ['is after', 'is not after'],
  includes: ['includes', 'does not include'],
  isEmpty: ['is empty', 'is not empty'],
  isNotEmpty: ['is not empty', 'is empty'],
  isTrue: ['is true', 'is false'],
  isFalse: ['is false', 'is true'],
  hasValue: ['has a value', 'has no value'],
  hasNone: ['has no value', 'has a value'],
};

export function operatorText(operator: Operator, not = false): string {
  return phrases[operator][not ? 1 : 0];
}

/** An operator as a person chooses it. */
export interface Choice {
  readonly operator: Operator;
  readonly not: boolean;
}

const yes = (operator: Operator): Choice => ({ operator, not: false });
const no = (operator: Operator): Choice => ({ operator, not: true });
const presence = [yes('hasValue'), yes('hasNone')];
const order = [yes('above'), yes('atLeast'), yes('below'), yes('atMost'), yes('is'), yes('isNot')];
const text = [
  yes('is'), yes('isNot'), yes('oneOf'), no('oneOf'), yes('contains'), no('contains'), yes('startsWith'),
  yes('endsWith'), yes('matches'),
];
const including = [yes('includes'), no('includes')];
const holding = [yes('isEmpty'), yes('isNotEmpty')];

const byType: { readonly [type in FieldType]: readonly Choice[] } = {
  // A list of whole numbers has no fractions in it: `in` is for whole numbers alone.
  number: order,
  integer: [...order, yes('oneOf')],
  text,
  moment: [yes('before'), yes('after'), yes('is'), yes('isNot')],
  boolean: [yes('isTrue'), yes('isFalse')],
  list: [...including, ...holding],
  object: [...including, ...holding],
  any: [...order, yes('oneOf'), yes('contains'), yes('startsWith'), yes('endsWith'), yes('matches'), yes('includes'), yes('isTrue'), yes('isFalse')],
};

/**
 * The operators that fit a field's type; whether it is there at all may be asked of what can be
 * missing, and what it includes not of a list of objects.
 */
export function choicesFor(type: FieldType, mayBeMissing: boolean, schema: JsonObject = {}): readonly Choice[] {
  const fitting = type === 'list' && !hasScalars(schema) ? holding : byType[type];
  return mayBeMissing || type === 'any' ? [...fitting, ...presence] : fitting;
}

function hasScalars({ items }: JsonObject): boolean {
  const type = isJsonObject(items) ? fieldType(items) : 'any';
  return type !== 'object' && type !== 'list';
}

/** What the texts need to know of the fields. */
export interface Names {
  readonly label: (path: Path) => string;
}

/** The condition as a sentence: “TruRisk score is above 900”. */
export function conditionText(condition: Condition, names: Names, outermost = true): string {
  if (condition.kind === 'rule') return ruleText(condition, names);
  const parts = condition.items.map((item) => conditionText(item, names, false)).filter((part) => part !== '');
  const joined = parts.join(condition.join === 'all' ? ' and ' : ' or ');
  if (condition.not && joined) return `it is not so that (${joined})`;
  return outermost || parts.length < 2 ? joined : `(${joined})`;
}

function ruleText(rule: Rule, names: Names): string {
  if (rule.path.length === 0) return '';
  const value = rule.value ? ` ${valueText(rule.value, names)}` : '';
  return `${names.label(rule.path)} ${operatorText(rule.operator, rule.not)}${value}`;
}

function valueText(value: RuleValue, names: Names): string {
  if ('reference' in value) return names.label(value.reference);
  if ('literal' in value) return scalarText(value.literal);
  const texts = value.list.map(scalarText);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

const longest = 60;

function scalarText(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  return value.length > longest ? `“${value.slice(0, longest)}…”` : `“${value}”`;
}
