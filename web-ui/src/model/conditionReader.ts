import { parseCel, pathOf, samePath, type Expr, type Path } from './cel';
import {
  comparisons, guardsRule, textCalls, type Condition, type Operator, type Rule, type RuleGroup,
  type RuleValue, type Scalar,
} from './condition';

/**
 * The condition that a CEL text is; undefined for one that the builder cannot show. Guards that only
 * make a rule safe become part of it. Never guesses: what it gives means the same as the text.
 */
export function readCondition(source: string): RuleGroup | undefined {
  const expr = parseCel(source);
  const condition = expr && read(expr, []);
  if (!condition) return undefined;
  return condition.kind === 'group' ? condition : { kind: 'group', join: 'all', not: false, items: [condition] };
}

function read(expr: Expr, sure: readonly Path[]): Condition | undefined {
  if (expr.kind === 'binary' && (expr.op === '&&' || expr.op === '||')) {
    const parts = chain(expr, expr.op);
    return expr.op === '&&' ? readAll(parts, sure) : readAny(parts, sure);
  }
  if (expr.kind === 'unary' && expr.op === '!') return negate(read(expr.of, sure), sure);
  return readRule(expr, sure);
}

function chain(expr: Expr, op: string): Expr[] {
  return expr.kind === 'binary' && expr.op === op ? [...chain(expr.left, op), ...chain(expr.right, op)] : [expr];
}

function readAll(parts: readonly Expr[], sure: readonly Path[]): Condition | undefined {
  const items: Condition[] = [];
  let known = sure;
  for (const part of parts) {
    const item = read(part, known);
    if (!item) return undefined;
    items.push(item);
    if (item.kind === 'rule' && item.operator === 'hasValue') known = [...known, item.path];
  }
  return single('all', withoutMereGuards(items, sure));
}

/** `x != null && x > 900` is one rule about x, not two: the guard goes with the next rule that needs it. */
function withoutMereGuards(items: readonly Condition[], sure: readonly Path[]): Condition[] {
  return items.filter((item, index) => {
    if (item.kind !== 'rule' || item.operator !== 'hasValue') return true;
    if (!item.guards.every((guard) => isIn(sure, guard) || isAskedBefore(items, index, guard))) return true;
    const user = items.slice(index + 1).find((later) => uses(later, item.path));
    return user?.kind !== 'rule';
  });
}

function isAskedBefore(items: readonly Condition[], index: number, guard: Path): boolean {
  return items.slice(0, index).some((item) => item.kind === 'rule' && item.operator === 'hasValue' && samePath(item.path, guard));
}

function uses(condition: Condition, guard: Path): boolean {
  if (condition.kind === 'group') return condition.items.some((item) => uses(item, guard));
  return condition.guards.some((path) => samePath(path, guard));
}

function readAny(parts: readonly Expr[], sure: readonly Path[]): Condition | undefined {
  const items: Condition[] = [];
  let known = sure;
  for (const part of parts) {
    const item = read(part, known);
    if (!item) return undefined;
    items.push(item);
    if (item.kind === 'rule' && item.operator === 'hasNone' && item.guards.every((guard) => isIn(known, guard))) {
      known = [...known, item.path];
    }
  }
  return single('any', items);
}

function single(join: 'all' | 'any', items: readonly Condition[]): Condition {
  const [only] = items;
  return items.length === 1 && only ? only : { kind: 'group', join, not: false, items };
}

const opposites: { readonly [operator: string]: Operator | undefined } = {
  isTrue: 'isFalse', isFalse: 'isTrue', hasValue: 'hasNone', hasNone: 'hasValue',
};

/** A rule never holds where its guards fail; its negation as a whole does: then it stays inside a group. */
function negate(condition: Condition | undefined, sure: readonly Path[]): Condition | undefined {
  if (!condition) return undefined;
  if (condition.kind === 'group') return { ...condition, not: !condition.not };
  if (!condition.guards.every((guard) => isIn(sure, guard))) {
    return { kind: 'group', join: 'all', not: true, items: [condition] };
  }
  const opposite = opposites[condition.operator];
  return opposite ? { ...condition, operator: opposite } : { ...condition, not: !condition.not };
}

function isIn(paths: readonly Path[], path: Path): boolean {
  return paths.some((one) => samePath(one, path));
}

function readRule(expr: Expr, sure: readonly Path[]): Rule | undefined {
  const found = presence(expr) ?? comparison(expr) ?? membership(expr) ?? call(expr) ?? truth(expr);
  if (!found) return undefined;
  const rule: Rule = { kind: 'rule', not: false, guards: [], ...found };
  return { ...rule, guards: sure.filter((path) => guardsRule(rule, path)) };
}

type Found = Pick<Rule, 'path' | 'operator' | 'value'>;

function presence(expr: Expr): Found | undefined {
  if (expr.kind === 'call' && expr.name === 'has' && !expr.target) return about(expr.args[0], 'hasValue');
  if (expr.kind !== 'binary' || (expr.op !== '==' && expr.op !== '!=')) return undefined;
  const operator = expr.op === '==' ? 'hasNone' : 'hasValue';
  if (isNull(expr.right)) return about(expr.left, operator);
  return isNull(expr.left) ? about(expr.right, operator) : undefined;
}

function about(expr: Expr | undefined, operator: Operator, value?: RuleValue): Found | undefined {
  const path = expr && fieldOf(expr);
  return path && { path, operator, ...(value ? { value } : {}) };
}

/** A bare name (`trigger`, or a loop's variable) is no field. */
function fieldOf(expr: Expr): Path | undefined {
  const path = pathOf(expr);
  return path && path.length > 1 ? path : undefined;
}

const turned: { readonly [sign: string]: string | undefined } = { '>': '<', '>=': '<=', '<': '>', '<=': '>=', '==': '==', '!=': '!=' };

function comparison(expr: Expr): Found | undefined {
  if (expr.kind !== 'binary' || !turned[expr.op]) return undefined;
  const [left, right, op] = expr.left.kind === 'literal' ? [expr.right, expr.left, turned[expr.op]] : [expr.left, expr.right, expr.op];
  return emptiness(left, right, op) ?? moments(left, right, op) ?? compared(left, right, op);
}

function compared(left: Expr, right: Expr, op: string | undefined): Found | undefined {
  const operator = Object.keys(comparisons).find((name) => comparisons[name] === op) as Operator | undefined;
  const value = valueOf(right);
  return operator && value && about(left, operator, value);
}

function emptiness(left: Expr, right: Expr, op: string | undefined): Found | undefined {
  if (left.kind !== 'call' || left.name !== 'size' || left.target || left.args.length !== 1) return undefined;
  if (right.kind !== 'literal' || right.value !== 0) return undefined;
  if (op === '==') return about(left.args[0], 'isEmpty');
  return op === '>' || op === '!=' ? about(left.args[0], 'isNotEmpty') : undefined;
}

function moments(left: Expr, right: Expr, op: string | undefined): Found | undefined {
  const [one, other] = [momentOf(left), momentOf(right)];
  const value = other && valueOf(other);
  if (!one || !value || 'list' in value) return undefined;
  if (op === '<') return about(one, 'before', value);
  return op === '>' ? about(one, 'after', value) : undefined;
}

function momentOf(expr: Expr): Expr | undefined {
  return expr.kind === 'call' && expr.name === 'timestamp' && !expr.target ? expr.args[0] : undefined;
}

function membership(expr: Expr): Found | undefined {
  if (expr.kind !== 'binary' || expr.op !== 'in') return undefined;
  if (expr.right.kind === 'list') {
    const list = expr.right.items.map(scalarOf);
    return list.includes(undefined) ? undefined : about(expr.left, 'oneOf', { list: list as Scalar[] });
  }
  const value = valueOf(expr.left);
  return value && about(expr.right, 'includes', value);
}

function call(expr: Expr): Found | undefined {
  if (expr.kind !== 'call' || !expr.target || !textCalls.has(expr.name)) return undefined;
  const [argument] = expr.args;
  const value = argument && valueOf(argument);
  return expr.args.length === 1 && value ? about(expr.target, expr.name as Operator, value) : undefined;
}

function truth(expr: Expr): Found | undefined {
  return about(expr, 'isTrue');
}

function valueOf(expr: Expr): RuleValue | undefined {
  const literal = scalarOf(expr);
  if (literal !== undefined) return { literal };
  const reference = fieldOf(expr);
  return reference && { reference };
}

function scalarOf(expr: Expr): Scalar | undefined {
  return expr.kind === 'literal' && expr.value !== null ? expr.value : undefined;
}

function isNull(expr: Expr): boolean {
  return expr.kind === 'literal' && expr.value === null;
}
