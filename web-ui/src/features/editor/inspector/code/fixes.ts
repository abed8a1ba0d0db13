import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import type { ExpressionProblem } from '@/api/expressions';
import { parseCel, pathOf } from '@/model/cel';
import type { Place } from '@/model/scope';

/** A way out of a problem: what it is called, and what it does to the text. */
export interface Fix {
  readonly name: string;
  readonly apply: (view: EditorView) => void;
}

const roots = new Set(['trigger', 'vars', 'nodes', 'run', 'output']);

/** The server's findings, as marks in the editor. */
export function diagnosticsOf(problems: readonly ExpressionProblem[], place: Place): Diagnostic[] {
  return problems.map((problem) => {
    const fix = fixOf(problem, place);
    return {
      from: problem.from,
      to: Math.max(problem.to, problem.from),
      severity: problem.severity,
      message: problem.message,
      actions: fix ? [{ name: fix.name, apply: fix.apply }] : [],
    };
  });
}

/** The commonest problem is a value that may be missing: it can be required, or the condition be guarded. */
export function fixOf(problem: ExpressionProblem, place: Place): Fix | undefined {
  if (problem.code !== 'NULLABLE_UNGUARDED') return undefined;
  const condition = place === 'condition';
  return {
    name: condition ? 'Hold only if it is there' : 'Require it: fail when it is missing',
    apply(view) {
      const text = view.state.sliceDoc(problem.from, problem.to);
      const expr = parseCel(text);
      const [root] = (expr && pathOf(expr)) ?? [];
      // The variable of a loop is known only inside it.
      if (root === undefined || (condition && !roots.has(root))) return;
      const changes = condition
        ? [{ from: 0, insert: `${text} != null && (` }, { from: view.state.doc.length, insert: ')' }]
        : { from: problem.from, to: problem.to, insert: `required(${text})` };
      view.dispatch({ changes, userEvent: 'input' });
      view.focus();
    },
  };
}
