/**
 * Reads CEL expressions into a tree, for what the editor does without the server: colours, and the
 * condition builder. The server stays the judge; what is not understood here (macros' lambdas apart,
 * that is byte texts, raw texts and messages) is simply not taken apart.
 */
export type Expr =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'select'; readonly of: Expr; readonly field: string }
  | { readonly kind: 'index'; readonly of: Expr; readonly at: Expr }
  | { readonly kind: 'call'; readonly name: string; readonly target?: Expr; readonly args: readonly Expr[] }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'unary'; readonly op: '!' | '-'; readonly of: Expr }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'choice'; readonly when: Expr; readonly yes: Expr; readonly no: Expr };

export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'unknown';
  readonly text: string;
  readonly from: number;
}

const token = /\s+|(?<number>(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?(?![\w.]))|(?<name>[A-Za-z_]\w*|`[^`\n]+`)|(?<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<sign>&&|\|\||==|!=|<=|>=|[-+*/%!<>()[\],.?:])|(?<unknown>.)/suy;

/** Parts of an expression in order, white space left out; what belongs to no CEL we read is `unknown`. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  for (const match of source.matchAll(new RegExp(token.source, 'gsu'))) {
    const groups = match.groups ?? {};
    const kind = (['number', 'name', 'text', 'sign', 'unknown'] as const).find((name) => groups[name] !== undefined);
    if (kind) tokens.push({ kind, text: match[0], from: match.index });
  }
  return tokens;
}

class Unread extends Error {}

/** The tree of an expression; undefined where it is wrong, or beyond what is read here. */
export function parseCel(source: string): Expr | undefined {
  try {
    return new Parser(tokensOf(source)).whole();
  } catch (error) {
    if (error instanceof Unread || error instanceof RangeError) return undefined;
    throw error;
  }
}

const levels: readonly (readonly string[])[] = [
  ['||'], ['&&'], ['<', '<=', '>', '>=', '==', '!=', 'in'], ['+', '-'], ['*', '/', '%'],
];
const constants: { readonly [name: string]: null | boolean | undefined } = { true: true, false: false, null: null };
const depthMax = 100;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): Expr {
    const expr = this.expression();
    if (this.at < this.tokens.length) throw new Unread();
    return expr;
  }

  private expression(): Expr {
    if (++this.depth > depthMax) throw new Unread();
    const when = this.level(0);
    let result = when;
    if (this.take('?')) {
      const yes = this.level(0);
      this.need(':');
      result = { kind: 'choice', when, yes, no: this.expression() };
    }
    this.depth--;
    return result;
  }

  private level(depth: number): Expr {
    const signs = levels[depth];
    if (!signs) return this.unary();
    let left = this.level(depth + 1);
    for (let op = this.peek(); op !== undefined && signs.includes(op); op = this.peek()) {
      this.at++;
      left = { kind: 'binary', op, left, right: this.level(depth + 1) };
    }
    return left;
  }

  private unary(): Expr {
    if (++this.depth > depthMax) throw new Unread();
    const sign = this.take('!') ? '!' : this.take('-') ? '-' : undefined;
    const expr = sign ? negated(sign, this.unary()) : this.member();
    this.depth--;
    return expr;
  }

  private member(): Expr {
    let expr = this.primary();
    for (;;) {
      if (this.take('.')) {
        const field = this.name();
        expr = this.take('(')
          ? { kind: 'call', name: field, target: expr, args: this.listTo(')') }
          : { kind: 'select', of: expr, field };
      } else if (this.take('[')) {
        expr = { kind: 'index', of: expr, at: this.expression() };
        this.need(']');
      } else {
        return expr;
      }
    }
  }

  private primary(): Expr {
    const next = this.tokens[this.at++];
    if (!next) throw new Unread();
    if (next.kind === 'number') return { kind: 'literal', value: numberOf(next.text) };
    if (next.kind === 'text') return { kind: 'literal', value: unquoted(next.text) };
    if (next.kind === 'name') return this.named(next.text);
    if (next.text === '[') return { kind: 'list', items: this.listTo(']') };
    if (next.text !== '(') throw new Unread();
    const inner = this.expression();
    this.need(')');
    return inner;
  }

  private named(text: string): Expr {
    if (text.startsWith('`') || text === 'in') throw new Unread();
    const constant = constants[text];
    if (constant !== undefined) return { kind: 'literal', value: constant };
    // r'…' and b'…' are other kinds of text.
    const following = this.tokens[this.at];
    if (following?.kind === 'text') throw new Unread();
    return this.take('(') ? { kind: 'call', name: text, args: this.listTo(')') } : { kind: 'name', name: text };
  }

  private listTo(end: string): Expr[] {
    const items: Expr[] = [];
    while (!this.take(end)) {
      if (items.length > 0) this.need(',');
      items.push(this.expression());
    }
    return items;
  }

  private name(): string {
    const next = this.tokens[this.at++];
    if (next?.kind !== 'name') throw new Unread();
    return next.text.startsWith('`') ? next.text.slice(1, -1) : next.text;
  }

  private peek(): string | undefined {
    const next = this.tokens[this.at];
    return next?.kind === 'sign' || next?.text === 'in' ? next.text : undefined;
  }

  private take(sign: string): boolean {
    const found = this.tokens[this.at]?.kind === 'sign' && this.tokens[this.at]?.text === sign;
    if (found) this.at++;
    return found;
  }

  private need(sign: string): void {
    if (!this.take(sign)) throw new Unread();
  }
}

function negated(op: '!' | '-', of: Expr): Expr {
  return op === '-' && of.kind === 'literal' && typeof of.value === 'number'
    ? { kind: 'literal', value: -of.value }
    : { kind: 'unary', op, of };
}

function numberOf(text: string): number {
  const value = Number(text);
  // Whole numbers are longs there: one that a browser cannot hold is left alone.
  if (!Number.isFinite(value) || (/^\d+$/.test(text) && !Number.isSafeInteger(value))) throw new Unread();
  return value;
}

const escapes: { readonly [letter: string]: string | undefined } = {
  n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"', '`': '`', '?': '?',
  a: '\u0007', b: '\b', f: '\f', v: '\v',
};

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gsu, (_, code: string) => {
    if (code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    const plain = escapes[code];
    if (plain === undefined) throw new Unread();
    return plain;
  });
}

/** A value as CEL writes it. */
export function celLiteral(value: null | boolean | number | string): string {
  if (typeof value !== 'string') return String(value);
  return `'${value.replaceAll(/[\\'\p{Cc}]/gu, escaped)}'`;
}

function escaped(character: string): string {
  const known: { readonly [character: string]: string | undefined } = {
    '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t',
  };
  return known[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The way to a value: `['nodes', 'risk', 'output', 'score']`. */
export type Path = readonly string[];

const reserved = new Set([
  'as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop',
  'namespace', 'null', 'package', 'return', 'true', 'var', 'void', 'while',
]);

/** `nodes.risk.output['with-dash']` */
export function celPath(path: Path): string {
  return path.reduce((text, part, index) => {
    if (index === 0) return part;
    return /^[A-Za-z_]\w*$/.test(part) && !reserved.has(part) ? `${text}.${part}` : `${text}[${celLiteral(part)}]`;
  }, '');
}

/** The path an expression is, if it is nothing but one. */
export function pathOf(expr: Expr): Path | undefined {
  if (expr.kind === 'name') return [expr.name];
  if (expr.kind === 'select') {
    const of = pathOf(expr.of);
    return of && [...of, expr.field];
  }
  if (expr.kind === 'index' && expr.at.kind === 'literal' && typeof expr.at.value === 'string') {
    const of = pathOf(expr.of);
    return of && [...of, expr.at.value];
  }
  return undefined;
}

export function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && beginsWith(one, other);
}

export function beginsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => part === path[index]);
}
