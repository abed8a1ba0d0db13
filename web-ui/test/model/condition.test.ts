import { describe, expect, it } from 'vitest';
import { celLiteral, celPath, parseCel, pathOf, type Expr, type Path } from '@/model/cel';
import { guardsRule, writeCondition, type Condition, type Operator, type Rule, type RuleGroup } from '@/model/condition';
import { readCondition } from '@/model/conditionReader';
import { choicesFor, conditionText } from '@/model/conditionText';

const score: Path = ['nodes', 'risk', 'output', 'score'];
const late: Path = ['nodes', 'late'];
const text: Path = ['nodes', 'late', 'output', 'text'];
const threshold: Path = ['vars', 'threshold'];
const rule = (path: Path, operator: Operator, more: Partial<Rule> = {}): Rule => ({ kind: 'rule', path, operator, not: false, guards: [], ...more });
const all = (...items: Condition[]): RuleGroup => ({ kind: 'group', join: 'all', not: false, items });
const any = (...items: Condition[]): RuleGroup => ({ kind: 'group', join: 'any', not: false, items });

describe('writing a condition', () => {
  it('looks first whether what may be missing is there', () => {
    expect(writeCondition(all(rule(score, 'above', { value: { reference: threshold }, guards: [score] }))))
      .toBe('nodes.risk.output.score != null && nodes.risk.output.score > vars.threshold');
    expect(writeCondition(all(rule(text, 'is', { value: { literal: "it's" }, guards: [late, text] }))))
      .toBe(String.raw`nodes.late != null && nodes.late.output.text != null && nodes.late.output.text == 'it\'s'`);
  });

  it('asks once for what several rules need', () => {
    const above = rule(score, 'above', { value: { literal: 900 }, guards: [score] });
    const below = rule(score, 'below', { value: { literal: 950 }, guards: [score] });
    expect(writeCondition(all(above, below))).toBe(
      'nodes.risk.output.score != null && nodes.risk.output.score > 900 && nodes.risk.output.score < 950',
    );
    expect(writeCondition(any(above, rule(threshold, 'is', { value: { literal: 5 } })))).toBe(
      '(nodes.risk.output.score != null && nodes.risk.output.score > 900) || vars.threshold == 5',
    );
    expect(writeCondition(any(rule(score, 'hasNone'), above))).toBe(
      'nodes.risk.output.score == null || nodes.risk.output.score > 900',
    );
  });

  it('leaves out what is not finished', () => {
    expect(writeCondition(all(rule([], 'is'), rule(threshold, 'above')))).toBe('');
    expect(writeCondition(all(rule(threshold, 'above'), rule(threshold, 'is', { value: { literal: 1 } })))).toBe('vars.threshold == 1');
  });

  it('spells names and texts so that they stay what they are', () => {
    expect(celPath(['nodes', 'a', 'output', 'with-dash', 'in'])).toBe("nodes.a.output['with-dash']['in']");
    const odd = 'a\'b"c\\d\n\u0000🙂';
    expect(parseCel(celLiteral(odd))).toEqual({ kind: 'literal', value: odd });
  });
});

describe('reading a condition', () => {
  it.each([
    'nodes.trurisk.output.score != null && nodes.trurisk.output.score > vars.threshold',
    'nodes.trurisk.output.score == null',
    "nodes.approval.output.decision == 'approved'",
    'nodes.describe.output.publicIp != null',
    'nodes.risk.output.score == null || nodes.risk.output.score > 900',
    '!(nodes.risk.output.score == null || nodes.risk.output.score <= 900)',
    "'owner' in trigger.tags && size(trigger.names) > 0 && !trigger.flag",
    "trigger.region in ['eu-1', 'eu-2'] || trigger.name.startsWith('web-')",
    "timestamp(trigger.at) < timestamp('2026-01-01T00:00:00Z')",
    'trigger.a > -1.5 && (trigger.b || trigger.c) && !(trigger.d && trigger.e)',
    'trigger.d != null && (trigger.d > 5 || trigger.d < 1)',
  ])('gives back %s as it was', (source) => {
    const condition = readCondition(source);
    expect(condition && writeCondition(condition)).toBe(source);
  });

  it.each([
    ['has(trigger.region) && trigger.region == "eu-1"', "trigger.region != null && trigger.region == 'eu-1'"],
    ['900 < vars.threshold', 'vars.threshold > 900'],
    ['null != trigger.a', 'trigger.a != null'],
    ['((trigger.a) && (trigger.b))', 'trigger.a && trigger.b'],
    ['!(trigger.a == null)', 'trigger.a != null'],
    ['!(trigger.a != null && trigger.a > 5)', '!(trigger.a != null && trigger.a > 5)'],
  ])('understands %s', (source, written) => {
    const condition = readCondition(source);
    expect(condition && writeCondition(condition)).toBe(written);
  });

  it.each([
    '', 'trigger', 'trigger.names.exists(n, n == 5)', 'trigger.a ? true : false', 'trigger.a + 1 > 5', 'required(trigger.a) > 5',
    'trigger.a >', "b'abc' == trigger.a", 'trigger.list[0] == 1', '9007199254740993 == trigger.a', '5u > trigger.a',
    'trigger.a == 5 // why', `${'('.repeat(3000)}trigger.a${')'.repeat(3000)}`, 'trigger.a == "\ud800\\q"', 'math.round(trigger.a) > 5',
  ])('leaves %s to the expression editor', (source) => {
    expect(readCondition(source)).toBeUndefined();
  });

  it('takes a guard for a part of its rule', () => {
    expect(readCondition('nodes.risk.output.score != null && nodes.risk.output.score > 900')).toEqual(
      all(rule(score, 'above', { value: { literal: 900 }, guards: [score] })),
    );
  });

  it('reads ten thousand characters at once', () => {
    const long = Array.from({ length: 250 }, (_, index) => `vars.threshold > ${index} || vars.name == 'some text'`).join(' || ');
    expect(long.length).toBeGreaterThan(10_000);
    expect(readCondition(long)?.items).toHaveLength(500);
  });
});

describe('round trips of random conditions', () => {
  // Nothing the builder writes may fail on missing data, and nothing it reads back may mean something else.
  it('mean the same, are safe and settle', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const random = randomFrom(seed);
      const condition = randomGroup(random, 3);
      const written = writeCondition(condition);
      const read = readCondition(written);
      expect(read, `seed ${seed}: ${written}`).toBeDefined();
      if (!read) continue;
      const again = writeCondition(read);
      expect(writeCondition(readCondition(again) ?? all()), `seed ${seed} settles: ${again}`).toBe(again);
      for (let sample = 0; sample < 6; sample++) {
        const data = randomData(random);
        const meant = holds(condition, data);
        expect(evaluate(parse(written), data), `seed ${seed}: ${written} over ${JSON.stringify(data)}`).toBe(meant);
        expect(evaluate(parse(again), data), `seed ${seed}: ${again} over ${JSON.stringify(data)}`).toBe(meant);
      }
    }
  });
});

describe('texts', () => {
  const names = { label: (path: Path) => ({ score: 'TruRisk score', threshold: 'Threshold' })[path.at(-1) ?? ''] ?? path.join('.') };

  it('says it plainly', () => {
    const above = rule(score, 'above', { value: { literal: 900 }, guards: [score] });
    expect(conditionText(all(above), names)).toBe('TruRisk score is above 900');
    expect(conditionText(all(above, any(rule(threshold, 'isTrue'), rule(threshold, 'oneOf', { value: { list: ['a', 'b', 'c'] } }))), names))
      .toBe('TruRisk score is above 900 and (Threshold is true or Threshold is one of “a”, “b” or “c”)');
    expect(conditionText({ ...all(above), not: true }, names)).toBe('it is not so that (TruRisk score is above 900)');
  });

  it('offers what fits the type', () => {
    expect(choicesFor('boolean', false).map(({ operator }) => operator)).toEqual(['isTrue', 'isFalse']);
    expect(choicesFor('integer', true).map(({ operator }) => operator)).toContain('hasNone');
    expect(choicesFor('integer', true).map(({ operator }) => operator)).not.toContain('startsWith');
    expect(choicesFor('list', false, { items: { type: 'object' } }).map(({ operator }) => operator)).toEqual(['isEmpty', 'isNotEmpty']);
  });
});

type Data = { [name: string]: unknown };
type Random = () => number;

function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e37_79b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Numbers a–c (b and c may be missing), texts in a node that may be missing, a truth, a list. */
const fields: readonly (readonly [Path, string, readonly Path[]])[] = [
  [['vars', 'a'], 'number', []],
  [['trigger', 'b'], 'number', [['trigger', 'b']]],
  [['nodes', 'late', 'output', 'c'], 'number', [late, ['nodes', 'late', 'output', 'c']]],
  [text, 'text', [late]],
  [['trigger', 'with-dash'], 'text', [['trigger', 'with-dash']]],
  [['trigger', 'flag'], 'boolean', [['trigger', 'flag']]],
  [['vars', 'on'], 'boolean', []],
  [['trigger', 'list'], 'list', [['trigger', 'list']]],
];

function randomGroup(random: Random, depth: number): RuleGroup {
  const items = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    depth > 0 && random() < 0.4 ? randomGroup(random, depth - 1) : randomRule(random));
  return { kind: 'group', join: random() < 0.5 ? 'all' : 'any', not: random() < 0.25, items };
}

function randomRule(random: Random): Rule {
  const [path, type, nullable] = pick(random, fields);
  const missing = nullable.some((one) => celPath(one) === celPath(path));
  const { operator, not } = pick(random, choicesFor(type as 'number', missing));
  const other = pick(random, fields.filter(([, kind]) => kind === type && kind !== 'list'));
  const literal = type === 'number' ? Math.floor(random() * 4) : pick(random, ['x', 'xy', "it's", '']);
  const value: Rule['value'] =
    operator === 'oneOf' ? { list: [literal, literal] }
    : other && random() < 0.3 && operator !== 'matches' && type !== 'list' ? { reference: other[0] }
    : { literal: operator === 'matches' ? 'x.' : literal };
  const guards = [...nullable, ...('reference' in value ? (other?.[2] ?? []) : [])];
  const made = rule(path, operator, { not, value });
  const unique = guards.filter((guard, index) => guards.findIndex((one) => celPath(one) === celPath(guard)) === index);
  return { ...made, guards: unique.filter((guard) => guardsRule(made, guard)) };
}

function randomData(random: Random): Data {
  const maybe = (value: unknown) => (random() < 0.4 ? null : value);
  const number = () => Math.floor(random() * 4);
  const word = () => pick(random, ['x', 'xy', "it's", '']);
  return {
    vars: { a: number(), on: random() < 0.5 },
    trigger: { b: maybe(number()), 'with-dash': maybe(word()), flag: maybe(random() < 0.5), list: maybe(random() < 0.5 ? [] : ['x', "it's"]) },
    nodes: { late: maybe({ output: { c: maybe(number()), text: word() } }) },
  };
}

/** What a tree of rules means, straight from its description. */
function holds(condition: Condition, data: Data): boolean {
  if (condition.kind === 'group') {
    const results = condition.items.map((item) => holds(item, data));
    return (condition.join === 'all' ? results.every(Boolean) : results.some(Boolean)) !== condition.not;
  }
  const at = (path: Path) => path.reduce<unknown>((value, part) => (value as Data | null | undefined)?.[part], data) ?? null;
  if (condition.guards.some((guard) => at(guard) === null)) return false;
  const bare = { ...condition, guards: [] };
  return evaluate(parse(writeCondition(bare)), data) as boolean;
}

function parse(source: string): Expr {
  const expr = parseCel(source);
  if (!expr) throw new Error(`unreadable: ${source}`);
  return expr;
}

/** CEL, as far as conditions need it; strict about null, like the server. */
function evaluate(expr: Expr, data: Data): unknown {
  const be = (value: unknown): never | NonNullable<unknown> => {
    if (value === null || value === undefined) throw new Error(`null in ${JSON.stringify(expr)}`);
    return value;
  };
  const go = (one: Expr | undefined) => (one ? evaluate(one, data) : undefined);
  switch (expr.kind) {
    case 'literal': return expr.value;
    case 'name': return data[expr.name];
    case 'select': return (be(go(expr.of)) as Data)[expr.field] ?? null;
    case 'index': return (be(go(expr.of)) as Data)[String(go(expr.at))] ?? null;
    case 'list': return expr.items.map(go);
    case 'unary': return expr.op === '!' ? !be(go(expr.of)) : -(be(go(expr.of)) as number);
    case 'call': return calls(expr, go, be);
    case 'binary': return binary(expr, go, be);
    default: throw new Error(`${expr.kind} ${String(pathOf(expr))}`);
  }
}

type Go = (expr: Expr | undefined) => unknown;

function calls(expr: Expr & { kind: 'call' }, go: Go, be: (value: unknown) => unknown): unknown {
  const target = expr.target && String(be(go(expr.target)));
  const [argument] = expr.args.map((one) => be(go(one)));
  if (expr.name === 'size') return (argument as unknown[]).length;
  if (expr.name === 'contains') return target?.includes(String(argument));
  if (expr.name === 'startsWith') return target?.startsWith(String(argument));
  if (expr.name === 'endsWith') return target?.endsWith(String(argument));
  if (expr.name === 'matches') return new RegExp(String(argument)).test(target ?? '');
  throw new Error(expr.name);
}

const isNull = (one: Expr) => one.kind === 'literal' && one.value === null;

function binary(expr: Expr & { kind: 'binary' }, go: Go, be: (value: unknown) => unknown): unknown {
  if (isNull(expr.right)) return (go(expr.left) === null) === (expr.op === '==');
  const left = be(go(expr.left));
  if (expr.op === '&&') return left ? be(go(expr.right)) : false;
  if (expr.op === '||') return left ? true : be(go(expr.right));
  const right = be(go(expr.right)) as number;
  switch (expr.op) {
    case '==': return left === right;
    case '!=': return left !== right;
    case '>': return (left as number) > right;
    case '>=': return (left as number) >= right;
    case '<': return (left as number) < right;
    case '<=': return (left as number) <= right;
    default: return (right as unknown as unknown[]).includes(left);
  }
}
