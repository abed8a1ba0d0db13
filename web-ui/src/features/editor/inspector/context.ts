import { type ComponentType, createContext, use } from 'react';
import type { Problem } from '@/api/types';
import type { ScopeField } from '@/model/scope';
import type { CelFunction } from '@/api/expressions';
import type { FieldProps } from './fields/props';

/** Somewhere a reference can be put: the field that was written in last. */
export interface Target {
  readonly label: string;
  readonly insert: (field: ScopeField) => void;
}

/** What the fields of the inspected element share. */
export interface Inspected {
  /** Node or edge. */
  readonly id: string;
  /** The node whose names expressions may use; undefined where there are none (a start). */
  readonly scopeNode: string | undefined;
  readonly readOnly: boolean;
  readonly problems: readonly Problem[];
  readonly fields: readonly ScopeField[];
  readonly functions: readonly CelFunction[];
  /** Fields hold fields: what draws one is handed down instead of imported in a circle. */
  readonly Field: ComponentType<FieldProps>;
  /** `away`: the server does not say what there is, so texts stay plain. */
  readonly scopeState: 'loading' | 'ready' | 'away';
  /** Where a reference that is picked goes: set by the field that gets the focus. */
  readonly aim: (target: Target) => void;
  readonly aimed: () => Target | undefined;
}

export const InspectedContext = createContext<Inspected | undefined>(undefined);

export function useInspected(): Inspected {
  const inspected = use(InspectedContext);
  if (!inspected) throw new Error('Expected a field of the inspector, found none around.');
  return inspected;
}

/** What the server finds wrong with the value at a path, or (`deep`) inside it. */
export function useProblemsAt(path: string, deep = false): readonly Problem[] {
  const { problems } = useInspected();
  return problems.filter(({ path: at = '' }) => at === path || (deep && at.startsWith(`${path}/`)));
}
