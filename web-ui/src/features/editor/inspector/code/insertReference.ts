import type { EditorView } from '@codemirror/view';
import { type Place, safeReference, type ScopeField } from '@/model/scope';
import { partAt } from '@/model/template';

/** Puts a reference where the cursor is (or at `at`), safe for what may be missing, and goes on after it. */
export function insertReference(view: EditorView, field: ScopeField, place: Place, at?: number): void {
  const { main } = view.state.selection;
  const [from, to] = at === undefined ? [main.from, main.to] : [at, at];
  const bare = place === 'text' && !partAt(view.state.doc.toString(), from);
  const reference = safeReference(field, place);
  const text = bare ? `\${${reference}}` : reference;
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input',
    scrollIntoView: true,
  });
  view.focus();
}
