import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { JsonObject } from '@/model/json';
import { starts } from '@/model/workflow';
import { api } from './client';
import type { Page, Template, TemplateSummary, Workflow } from './types';

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async () => listOf(await api.get<Listed<TemplateSummary>>('/templates')),
  staleTime: 5 * 60_000,
});

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['templates', id],
    queryFn: () => api.get<Template>(`/templates/${id}`),
    staleTime: 5 * 60_000,
  });

/** An event that a template comes with, to be tried on. */
export interface SampleEvent {
  readonly triggers: readonly string[];
  readonly input: JsonObject;
}

const samplesMax = 20;

/** The events that templates come with, and the triggers that they are for. */
export const sampleEventsQuery = queryOptions({
  queryKey: ['templates', 'sample-events'],
  queryFn: async () => {
    const summaries = listOf(await api.get<Listed<TemplateSummary>>('/templates')).slice(0, samplesMax);
    const templates = await Promise.all(summaries.map(({ id }) => api.get<Template>(`/templates/${id}`)));
    return templates.flatMap(({ document, sampleInput }): SampleEvent[] =>
      sampleInput ? [{ triggers: starts(document).flatMap(({ trigger }) => trigger ?? []), input: sampleInput }] : [],
    );
  },
  staleTime: 5 * 60_000,
});

export interface Install {
  readonly template: string;
  readonly name?: string;
  readonly connections: { readonly [name: string]: string };
  readonly variables?: JsonObject;
}

export function useInstallTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ template, ...body }: Install) =>
      api.post<Workflow>(`/templates/${template}/install`, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
  });
}

/** Short lists come bare, long ones in pages. */
export type Listed<T> = readonly T[] | Page<T>;

export function listOf<T>(answer: Listed<T>): readonly T[] {
  return 'items' in answer ? answer.items : answer;
}
