import { StreamLanguage, type StringStream } from '@codemirror/language';

const words = new Set(['true', 'false', 'null', 'in']);
const roots = new Set(['trigger', 'vars', 'nodes', 'run', 'output', 'item', 'index']);

interface State {
  /** How deep in `${ … }` it is; always inside for a plain expression. */
  depth: number;
}

function celToken(stream: StringStream): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match(/^(?:'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)/)) return 'string';
  if (stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return 'number';
  const name = stream.match(/^[A-Za-z_]\w*/);
  if (name && name !== true) return nameToken(stream, name[0]);
  if (stream.match(/^(?:&&|\|\||==|!=|<=|>=|[-+*/%!<>?:])/)) return 'operator';
  if (stream.match(/^[()[\]{}]/)) return 'bracket';
  stream.next();
  return null;
}

function nameToken(stream: StringStream, name: string): string {
  if (words.has(name)) return 'keyword';
  const before = stream.string.slice(0, stream.start).trimEnd();
  if (stream.peek() === '(') return 'variableName.function';
  return roots.has(name) && !before.endsWith('.') ? 'variableName.standard' : 'propertyName';
}

/** CEL, for colours only. */
export const celLanguage = StreamLanguage.define({
  name: 'cel',
  token: celToken,
});

/** A text with `${…}` in it. */
export const templateLanguage = StreamLanguage.define<State>({
  name: 'cel-template',
  startState: () => ({ depth: 0 }),
  token(stream, state) {
    if (state.depth === 0) {
      if (stream.match('$${')) return null;
      if (stream.match('${')) {
        state.depth = 1;
        return 'processingInstruction';
      }
      stream.next();
      return null;
    }
    if (stream.peek() === '{') state.depth++;
    if (stream.peek() === '}' && --state.depth === 0) {
      stream.next();
      return 'processingInstruction';
    }
    return celToken(stream);
  },
});
