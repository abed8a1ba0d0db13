import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { scopeQuery } from '@/api/expressions';
import type { JsonObject } from '@/model/json';
import { fieldTrees } from '@/model/scope';
import { useEditor } from '../useEditor';
import { ConfigField } from './fields/ConfigField';
import { InspectedContext, type Inspected, type Target } from './context';

interface Props {
  readonly id: string;
  readonly scopeNode: string | undefined;
  /** What a wait looks at: the name `output` in its condition. */
  readonly looked?: JsonObject | undefined;
  readonly children: ReactNode;
}

const settleAfter = 400;

/** Gives the fields within it what the server says of the element: its problems, and the names it may use. */
export function InspectedElement({ id, scopeNode, looked, children }: Props) {
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => !state.rights.edit);
  const allProblems = useEditor((state) => state.problems);
  const target = useRef<Target | undefined>(undefined);
  const [settled] = useDebouncedValue(document, settleAfter);
  const scope = useQuery(scopeQuery(settled, scopeNode));

  const problems = useMemo(() => allProblems.filter((problem) => problem.element === id), [allProblems, id]);
  const fields = useMemo(() => {
    const names = scope.data?.names ?? [];
    const own = looked && !names.some(({ name }) => name === 'output') ? [{ name: 'output', title: 'What was found', schema: looked, maybeAbsent: false }] : [];
    return fieldTrees([...own, ...names]);
  }, [scope.data, looked]);
  const aim = useCallback((next: Target) => {
    target.current = next;
  }, []);
  const aimed = useCallback(() => target.current, []);
  const value: Inspected = useMemo(
    () => ({
      id, scopeNode, readOnly, problems, fields, aim, aimed,
      Field: ConfigField,
      functions: scope.data?.functions ?? [],
      scopeState: scope.data ? 'ready' : scope.isError ? 'away' : 'loading',
    }),
    [id, scopeNode, readOnly, problems, fields, aim, aimed, scope.data, scope.isError],
  );
  return <InspectedContext value={value}>{children}</InspectedContext>;
}
