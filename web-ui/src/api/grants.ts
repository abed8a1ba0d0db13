import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Grant, Page } from './types';

/** What is granted on: a workflow by its id, a connection by its name. */
export interface Subject {
  readonly kind: 'workflows' | 'connections';
  readonly id: string;
}

const place = ({ kind, id }: Subject) => `/${kind}/${encodeURIComponent(id)}/grants`;

export const grantsQuery = (subject: Subject) =>
  queryOptions({
    queryKey: ['grants', subject.kind, subject.id],
    queryFn: async () => (await api.get<Page<Grant>>(place(subject))).items,
  });

/** Gives exactly these roles on it; none takes them all. */
export function useSetGrant(subject: Subject) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, name, roles }: Grant) =>
      api.put(`${place(subject)}/${kind}s/${encodeURIComponent(name)}`, { roles }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['grants', subject.kind, subject.id] }),
  });
}
