import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Sample } from '@/model/edit';
import type { Json, JsonObject } from '@/model/json';
import type { ScopeName } from '@/model/scope';
import type { WorkflowDocument } from '@/model/workflow';
import { api } from './client';

export interface CelFunction {
  readonly name: string;
  readonly signature: string;
  readonly docs: string;
  readonly example?: string;
}

/** What an expression at a node may use. */
export interface ExpressionScope {
  readonly names: readonly ScopeName[];
  readonly functions: readonly CelFunction[];
}

/** `from` and `to` enclose what is wrong, in characters of the expression. */
export interface ExpressionProblem {
  readonly code?: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly from: number;
  readonly to: number;
}

export interface ExpressionCheck {
  readonly type: string;
  readonly problems: readonly ExpressionProblem[];
  /** Whether `value` is what it came to on the sample. */
  readonly evaluated: boolean;
  readonly value?: Json;
  readonly valueError?: string | null;
}

export type ExpressionKind = 'condition' | 'value' | 'text';

export interface Question {
  readonly document: WorkflowDocument;
  readonly node: string;
  readonly expression: string;
  readonly kind: ExpressionKind;
  readonly expected?: JsonObject | undefined;
  readonly sample?: Sample | undefined;
}

const keptFor = 60_000;
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** Tells documents apart without reading them: they never change, so each has a number of its own. */
function numberOf(value: object | undefined): number {
  if (!value) return 0;
  const known = numbers.get(value);
  if (known !== undefined) return known;
  numbers.set(value, ++lastNumber);
  return lastNumber;
}

export const scopeQuery = (document: WorkflowDocument, node: string | undefined) =>
  queryOptions({
    queryKey: ['expression-scope', numberOf(document), node],
    queryFn: ({ signal }) => api.post<ExpressionScope>('/expressions/scope', { document: withoutLayout(document), node }, { signal }),
    enabled: node !== undefined,
    // While the next answer is on its way the names of before are better than none, but never another node's.
    placeholderData: (before: ExpressionScope | undefined, query) => (query?.queryKey[2] === node ? before : undefined),
    staleTime: Infinity,
    gcTime: keptFor,
    retry: false,
  });

export const expressionQuery = ({ document, sample, ...question }: Question) =>
  queryOptions({
    queryKey: ['expression-check', numberOf(document), numberOf(sample), question],
    queryFn: ({ signal }) =>
      api.post<ExpressionCheck>('/expressions/check', { document: withoutLayout(document), sample, ...question }, { signal }),
    staleTime: Infinity,
    gcTime: keptFor,
    retry: false,
  });

/** Where things are drawn means nothing to an expression. */
function withoutLayout(document: WorkflowDocument): WorkflowDocument {
  const { layout: _, ...rest } = document;
  return rest;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly description?: string | null;
}

export interface Options {
  readonly options: readonly Option[];
  /** False when there are more than these: typing narrows them. */
  readonly complete: boolean;
}

export const optionsQuery = (
  connection: string, source: string, query: string, needs: { readonly [name: string]: string },
) =>
  queryOptions({
    queryKey: ['connection-options', connection, source, query, needs],
    queryFn: ({ signal }) =>
      api.get<Options>(`/connections/${encodeURIComponent(connection)}/options/${encodeURIComponent(source)}`, {
        query: { ...needs, query },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
