import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { Grant, Page, PersonRights } from './types';

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

export const rightsQuery = (user: string) =>
  queryOptions({
    queryKey: ['grants', 'of', user],
    queryFn: () => api.get<PersonRights>(`/users/${encodeURIComponent(user)}/rights`),
  });

/** Gives exactly these roles on it; none takes them all. */
export function useSetGrant(subject: Subject) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, name, roles }: Grant) =>
      api.put(`${place(subject)}/${kind}s/${encodeURIComponent(name)}`, { roles }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['grants'] }),
        client.invalidateQueries({ queryKey: ['connections'] }),
      ]),
  });
}
