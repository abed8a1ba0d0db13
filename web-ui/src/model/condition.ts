import { beginsWith, celLiteral, celPath, samePath, type Path } from './cel';

/**
 * A condition as people put it together: rules, joined by “all” and “any”. Written as CEL by
 * `writeCondition`, read back by `readCondition`.
 */
export type Condition = Rule | RuleGroup;

export interface RuleGroup {
  readonly kind: 'group';
  readonly join: 'all' | 'any';
  readonly not: boolean;
  readonly items: readonly Condition[];
}

/** One comparison. It never holds where something it looks at is missing (but `hasNone`). */
export interface Rule {
  readonly kind: 'rule';
  readonly path: Path;
  readonly operator: Operator;
  readonly not: boolean;
  /** What it is compared with; missing while the person has not said. */
  readonly value?: RuleValue;
  /** What may be missing on the way, and so is looked at first. */
  readonly guards: readonly Path[];
}

export type Scalar = boolean | number | string;
export type RuleValue =
  | { readonly literal: Scalar }
  | { readonly list: readonly Scalar[] }
  | { readonly reference: Path };

export type Operator =
  | 'above' | 'atLeast' | 'below' | 'atMost' | 'is' | 'isNot' | 'oneOf'
  | 'contains' | 'startsWith' | 'endsWith' | 'matches' | 'before' | 'after'
  | 'includes' | 'isEmpty' | 'isNotEmpty' | 'isTrue' | 'isFalse' | 'hasValue' | 'hasNone';

export const comparisons: { readonly [operator: string]: string | undefined } = {
  above: '>', atLeast: '>=', below: '<', atMost: '<=', is: '==', isNot: '!=',
};
export const textCalls: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith', 'matches']);

const withoutValue: ReadonlySet<Operator> = new Set([
  'isEmpty', 'isNotEmpty', 'isTrue', 'isFalse', 'hasValue', 'hasNone',
]);

export function needsValue(operator: Operator): boolean {
  return !withoutValue.has(operator);
}

/** Whether the person has said all that the rule needs. */
export function isComplete(rule: Rule): boolean {
  if (rule.path.length < 2) return false;
  if (!needsValue(rule.operator)) return true;
  if (!rule.value) return false;
  if ('list' in rule.value) return rule.value.list.length > 0;
  return 'reference' in rule.value ? rule.value.reference.length > 1 : true;
}

/** The CEL of a condition, empty when nothing in it is complete; rules that are not yet are left out. */
export function writeCondition(condition: Condition): string {
  return write(condition, [])?.text ?? '';
}

interface Written {
  readonly text: string;
  /** `and`, `or`: what its parts are joined by on top; `one`: it is a single term. */
  readonly shape: 'one' | 'and' | 'or';
  /** Paths that are there once it holds, or (for the next ways of an `any`) once it does not. */
  readonly whenTrue: readonly Path[];
  readonly whenFalse: readonly Path[];
}

function write(condition: Condition, sure: readonly Path[]): Written | undefined {
  if (condition.kind === 'rule') return isComplete(condition) ? writeRule(condition, sure) : undefined;
  const parts: Written[] = [];
  let known = sure;
  for (const item of condition.items) {
    const part = write(item, known);
    if (!part) continue;
    parts.push(part);
    known = [...known, ...(condition.join === 'all' ? part.whenTrue : part.whenFalse)];
  }
  const joined = join(condition.join, parts);
  if (!joined || !condition.not) return joined;
  return { text: `!(${joined.text})`, shape: 'one', whenTrue: [], whenFalse: [] };
}

function join(by: 'all' | 'any', parts: readonly Written[]): Written | undefined {
  const [first] = parts;
  if (!first) return undefined;
  if (parts.length === 1) return first;
  const shape = by === 'all' ? 'and' : 'or';
  return {
    text: parts
      .map((part) => (part.shape === 'one' || part.shape === shape ? part.text : `(${part.text})`))
      .join(by === 'all' ? ' && ' : ' || '),
    shape,
    whenTrue: by === 'all' ? parts.flatMap((part) => part.whenTrue) : [],
    whenFalse: by === 'any' ? parts.flatMap((part) => part.whenFalse) : [],
  };
}

function writeRule(rule: Rule, sure: readonly Path[]): Written {
  const open = rule.guards.filter((guard) => !sure.some((path) => samePath(path, guard)));
  const guards = open.map((guard) => `${celPath(guard)} != null`);
  const test = rule.not ? negation(rule) : testOf(rule);
  return {
    text: [...guards, test].join(' && '),
    shape: guards.length > 0 ? 'and' : 'one',
    whenTrue: [...open, ...(rule.operator === 'hasValue' && !rule.not ? [rule.path] : [])],
    whenFalse: rule.operator === 'hasNone' && !rule.not && guards.length === 0 ? [rule.path] : [],
  };
}

function negation(rule: Rule): string {
  const test = testOf(rule);
  return rule.operator === 'isTrue' ? `!${test}` : `!(${test})`;
}

function testOf(rule: Rule): string {
  const field = celPath(rule.path);
  const value = valueText(rule.value);
  switch (rule.operator) {
    case 'above': case 'atLeast': case 'below': case 'atMost': case 'is': case 'isNot':
      return `${field} ${comparisons[rule.operator]} ${value}`;
    case 'contains': case 'startsWith': case 'endsWith': case 'matches':
      return `${field}.${rule.operator}(${value})`;
    case 'before':
      return `timestamp(${field}) < timestamp(${value})`;
    case 'after':
      return `timestamp(${field}) > timestamp(${value})`;
    case 'oneOf':
      return `${field} in ${value}`;
    case 'includes':
      return `${value} in ${field}`;
    case 'isEmpty':
      return `size(${field}) == 0`;
    case 'isNotEmpty':
      return `size(${field}) > 0`;
    case 'isTrue':
      return field;
    case 'isFalse':
      return `!${field}`;
    case 'hasValue':
      return `${field} != null`;
    case 'hasNone':
      return `${field} == null`;
    default:
      return rule.operator satisfies never;
  }
}

function valueText(value: RuleValue | undefined): string {
  if (!value) return '';
  if ('reference' in value) return celPath(value.reference);
  return 'list' in value ? `[${value.list.map(celLiteral).join(', ')}]` : celLiteral(value.literal);
}

/** Everything a rule looks at. */
export function pathsOf(rule: Rule): readonly Path[] {
  return rule.value && 'reference' in rule.value ? [rule.path, rule.value.reference] : [rule.path];
}

/** Whether the guard stands before something that the rule looks at (its own absence is no guard of `hasValue`). */
export function guardsRule(rule: Rule, guard: Path): boolean {
  const asksForIt = rule.operator === 'hasValue' || rule.operator === 'hasNone';
  return pathsOf(rule).some((path) => beginsWith(path, guard) && !(asksForIt && samePath(path, guard)));
}

export const emptyRule: Rule = { kind: 'rule', path: [], operator: 'is', not: false, guards: [] };
export const emptyCondition: RuleGroup = { kind: 'group', join: 'all', not: false, items: [emptyRule] };
