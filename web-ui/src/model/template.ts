/**
 * A configured text: plain, an expression (`= …`), or plain text with expressions in it (`${…}`).
 * `\=` begins a plain text with “=”, `$${` stands for a plain “${”.
 */
export type Configured =
  | { readonly kind: 'plain' }
  | { readonly kind: 'expression'; readonly source: string; readonly from: number }
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] };

/** An expression inside a text; `from` and `to` enclose its source, without `${` and `}`. */
export interface TemplatePart {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

export function configured(text: string): Configured {
  if (text.startsWith('=')) {
    const rest = text.slice(1);
    return { kind: 'expression', source: rest.trim(), from: 1 + rest.length - rest.trimStart().length };
  }
  const parts = text.startsWith('\\=') ? [] : templateParts(text);
  return parts.length === 0 ? { kind: 'plain' } : { kind: 'template', parts };
}

export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/** Where the expressions of a text are. An opening `${` without its `}` is plain text. */
export function templateParts(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('${', at);
    const close = open < 0 ? -1 : closing(text, open + 2);
    if (close < 0) return parts;
    if (open > at && text[open - 1] === '$') {
      at = open + 2;
      continue;
    }
    parts.push({ source: text.slice(open + 2, close), from: open + 2, to: close });
    at = close + 1;
  }
}

/** The part that the place lies in, also while its `}` is still missing. */
export function partAt(text: string, place: number): { readonly from: number; readonly to: number } | undefined {
  const whole = templateParts(text).find((part) => part.from <= place && place <= part.to);
  if (whole) return whole;
  const open = text.lastIndexOf('${', place);
  if (open < 0 || text[open - 1] === '$' || closing(text, open + 2) >= 0 || place < open + 2) return undefined;
  return { from: open + 2, to: text.length };
}

/** The `}` that closes an expression, past nested braces and quoted texts. */
function closing(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote) {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '{') {
      depth++;
    } else if (character === '}' && depth-- === 0) {
      return at;
    }
  }
  return -1;
}
