import type { Diagnostic } from '@codemirror/lint';
import type { ExpressionProblem } from '@/api/expressions';
import { parseCel, pathOf } from '@/model/cel';
import type { Place } from '@/model/scope';

/** The server's findings for the editor, with a way out of the commonest: a value that may be missing. */
export function diagnosticsOf(problems: readonly ExpressionProblem[], place: Place): Diagnostic[] {
  return problems.map((problem) => ({
    from: problem.from,
    to: Math.max(problem.to, problem.from),
    severity: problem.severity,
    message: problem.message,
    actions: mayBeNull(problem) ? guards(place) : [],
  }));
}

function mayBeNull({ code, message }: ExpressionProblem): boolean {
  return code === 'NULLABLE_UNGUARDED' || (code === undefined && message.includes('may be null'));
}

function guards(place: Place): NonNullable<Diagnostic['actions']> {
  const name = place === 'condition' ? 'Hold only if it is there' : 'Require it';
  return [
    {
      name,
      apply(view, from, to) {
        const text = view.state.sliceDoc(from, to);
        const expr = parseCel(text);
        if (!expr || !pathOf(expr)) return;
        const changes = place === 'condition' ? { from: 0, insert: `${text} != null && ` } : { from, to, insert: `required(${text})` };
        view.dispatch({ changes, userEvent: 'input' });
      },
    },
  ];
}
