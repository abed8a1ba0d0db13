import type { WorkflowDocument } from './workflow';

/** The form of every id: it is a name in expressions and an id in BPMN at once. */
const form = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** Words that mean something else in an expression. */
const reserved: ReadonlySet<string> = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if',
  'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while',
  'trigger', 'vars', 'run', 'nodes', 'output', 'error',
]);

export function isId(text: string): boolean {
  return form.test(text) && !reserved.has(text);
}

/** Every id in the document: nodes, edges, notes and groups share one space. */
export function takenIds(document: WorkflowDocument): Set<string> {
  const { nodes, edges, layout } = document;
  const lists = [nodes, edges, layout?.notes ?? [], layout?.groups ?? []];
  return new Set(lists.flatMap((list) => list.map(({ id }) => id)));
}

/** `Describe the VM` → `describe_the_vm`; a text without a usable letter becomes `step`. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
    .replace(/^_+|_+$/g, '');
  if (plain === '') return 'step';
  return /^\d/.test(plain) ? `step_${plain}` : plain;
}

/** An id of its own made from the wanted text; adds it to the taken ones. */
export function freeId(taken: Set<string>, wanted: string): string {
  const base = form.test(wanted) ? wanted : slug(wanted);
  let id = base;
  for (let n = 2; taken.has(id) || !isId(id); n++) id = `${base.slice(0, 58)}_${n}`;
  taken.add(id);
  return id;
}

/** The next free `e1`, `e2`, … */
export function freeEdgeId(taken: Set<string>): string {
  let n = 1;
  while (taken.has(`e${n}`)) n++;
  taken.add(`e${n}`);
  return `e${n}`;
}
