import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ExpressionCheck, type ExpressionKind, expressionQuery } from '@/api/expressions';
import { ApiProblem } from '@/api/problem';
import type { Sample } from '@/model/edit';
import type { JsonObject } from '@/model/json';
import { useEditor } from '../../useEditor';
import { useInspected } from '../context';

export interface Checked {
  readonly state: 'none' | 'checking' | 'done' | 'away';
  readonly check: ExpressionCheck | undefined;
}

const settleAfter = 350;

/** The sample at hand, in which pins take the place of what nodes have answered. */
function useTrialSample(): Sample | undefined {
  const sample = useEditor((state) => state.sample);
  const pins = useEditor((state) => state.pins);
  return useMemo(() => {
    const pinned = Object.entries(pins).flatMap(([node, pin]) => ('output' in pin ? [[node, pin.output] as const] : []));
    if (pinned.length === 0) return sample;
    const nodes = { ...sample?.nodes, ...Object.fromEntries(pinned) };
    return { trigger: sample?.trigger ?? {}, vars: sample?.vars ?? {}, nodes };
  }, [sample, pins]);
}

/** What the server says of an expression a moment after it was typed; a newer question ends an older one. */
export function useCheck(expression: string, kind: ExpressionKind, expected?: JsonObject): Checked {
  const { scopeNode } = useInspected();
  const document = useEditor((state) => state.document);
  const sample = useTrialSample();
  const [asked] = useDebouncedValue({ document, expression }, settleAfter);
  const wanted = scopeNode !== undefined && asked.expression.trim() !== '';
  const { data, error, isPlaceholderData } = useQuery({
    ...expressionQuery({ ...asked, node: scopeNode ?? '', kind, expected, sample }),
    enabled: wanted,
    placeholderData: keepPreviousData,
  });
  if (!wanted || expression.trim() === '') return { state: 'none', check: undefined };
  if (error) return { state: error instanceof ApiProblem && error.status === 422 ? 'none' : 'away', check: undefined };
  if (!data) return { state: 'checking', check: undefined };
  // An answer to an older text: its places no longer fit.
  const old = isPlaceholderData || asked.expression !== expression;
  return { state: old ? 'checking' : 'done', check: data };
}
