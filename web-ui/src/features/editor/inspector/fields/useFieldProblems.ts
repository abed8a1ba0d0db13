import type { Problem } from '@/api/types';
import type { FormField } from '@/model/schemaForm';
import { useInspected } from '../context';

/**
 * What the server finds wrong with a field. That it is missing is said at the object around it; what
 * is wrong inside it (`deep`) stands here where no field within shows it.
 */
export function useFieldProblems(path: string, field: Pick<FormField, 'name'>, deep: boolean): readonly Problem[] {
  const { problems } = useInspected();
  const parent = path.slice(0, path.lastIndexOf('/'));
  return problems.filter(({ path: at = '', message }) =>
    at === path
    || (deep && at.startsWith(`${path}/`))
    || (at === parent && message.startsWith(`Expected '${field.name}', found none`)));
}

/** Whether a problem is about something that no field can show: it belongs to the top. */
export function isGeneral(problem: Problem, shown: (path: string) => boolean): boolean {
  const { path = '', message } = problem;
  const missing = /^Expected '([^']+)', found none/.exec(message)?.[1];
  return !shown(missing ? `${path}/${missing}` : path);
}
