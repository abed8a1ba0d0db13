import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { CelFunction } from '@/api/expressions';
import { asText } from '@/model/json';
import { celPath, type Path } from '@/model/cel';
import { typeText, type ScopeField } from '@/model/scope';
import { partAt } from '@/model/template';

/** What can be named. */
export interface Names {
  readonly fields: readonly ScopeField[];
  readonly functions: readonly CelFunction[];
}

const path = /(?:[A-Za-z_]\w*)(?:\.\w+)*\.?$/;

/** Names and functions that fit where the cursor is; inside `${…}` only, in a text. */
export function completions(names: Names, inText: boolean) {
  return (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const part = inText ? partAt(text, context.pos) : { from: 0, to: text.length };
    if (!part) return null;
    const before = text.slice(part.from, context.pos);
    if (isInsideQuotes(before)) return null;
    const typed = path.exec(before)?.[0] ?? '';
    if (typed === '' && !context.explicit && !(inText && before === '')) return null;
    const cut = typed.lastIndexOf('.') + 1;
    const parent = typed.slice(0, cut).split('.').filter(Boolean);
    const options = cut === 0 ? roots(names) : children(names, parent);
    if (options.length === 0) return null;
    return { from: context.pos - (typed.length - cut), options, validFor: /^\w*$/ };
  };
}

function isInsideQuotes(text: string): boolean {
  const outside = text.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
  return /['"]/.test(outside);
}

function roots({ fields, functions }: Names): Completion[] {
  const whole = fields.map((field) => fieldOption(field, celPath(field.path)));
  const globals = functions.filter((one) => !isMethod(one));
  return [...whole, ...globals.map((one) => functionOption(one, 0))];
}

/** What is called on something else: `text.contains(part)`. */
function isMethod({ name, signature }: CelFunction): boolean {
  return !signature.startsWith(`${name}(`);
}

function children({ fields, functions }: Names, parent: Path): Completion[] {
  const inside = nextSteps(fields, parent);
  const library = functions.filter(({ name }) => name.startsWith(`${parent.join('.')}.`));
  if (inside.length === 0 && library.length > 0) return library.map((one) => functionOption(one, parent.join('.').length + 1));
  const methods = functions.filter(isMethod);
  return [...inside, ...methods.map((one) => functionOption(one, 0, -1))];
}

/** What follows a path; `nodes.` is followed by the nodes, though the scope names only their outputs. */
function nextSteps(fields: readonly ScopeField[], parent: Path): Completion[] {
  const options = new Map<string, Completion>();
  for (const field of fields) {
    const shared = Math.min(field.path.length, parent.length);
    if (!field.path.slice(0, shared).every((part, index) => part === parent[index])) continue;
    if (field.path.length > parent.length) {
      const label = field.path[parent.length] ?? '';
      options.set(label, fieldOption(field, label));
    } else if (field.path.length === parent.length) {
      for (const child of field.children) options.set(child.path.at(-1) ?? '', fieldOption(child, child.path.at(-1) ?? ''));
    } else {
      for (const option of nextSteps(field.children, parent)) options.set(option.label, option);
    }
  }
  return [...options.values()];
}

function fieldOption(field: ScopeField, label: string): Completion {
  const missing = field.guards.length > 0 ? ' · may be missing' : '';
  return {
    label,
    type: field.children.length > 0 ? 'namespace' : 'property',
    detail: typeText(field.type) + missing,
    info: () => infoBox(field.title, field.description, exampleText(field)),
    boost: 1,
  };
}

function exampleText(field: ScopeField): string | undefined {
  const examples = field.schema['examples'];
  return Array.isArray(examples) && examples.length > 0 ? `Example: ${asText(examples[0])}` : undefined;
}

function functionOption(one: CelFunction, cut: number, boost = 0): Completion {
  const label = one.name.slice(cut);
  return {
    label,
    apply: `${label}(`,
    type: 'function',
    detail: one.signature,
    info: () => infoBox(one.signature, one.docs, one.example && `Example: ${one.example}`),
    boost,
  };
}

/** A small box of text, as the editor shows beside a suggestion or under the pointer. */
export function infoBox(title: string, ...lines: readonly (string | undefined)[]): HTMLElement {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.textContent = title;
  box.append(head);
  for (const line of lines) {
    if (!line) continue;
    const row = document.createElement('div');
    row.textContent = line;
    box.append(row);
  }
  return box;
}
