import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import type { GroupPart, Page, PeopleGroup, Role } from './types';

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => (await api.get<Page<PeopleGroup>>('/groups')).items,
});

/** The groups with roles in a project. */
export const groupPartsQuery = (project: string) =>
  queryOptions({
    queryKey: ['groups', 'in', project],
    queryFn: async () => (await api.get<Page<GroupPart>>(`/projects/${project}/groups`)).items,
  });

export function useCreateGroup() {
  return useChange((group: { name: string; description: string }) => api.post('/groups', group));
}

export function useDescribeGroup() {
  return useChange(({ name, description }: { name: string; description: string }) =>
    api.patch(`/groups/${name}`, { description }),
  );
}

export function useDeleteGroup() {
  return useChange((name: string) => api.delete(`/groups/${name}`));
}

export function usePutInGroup() {
  return useChange(({ group, user }: Membership) => api.put(place({ group, user })));
}

export function useTakeOutOfGroup() {
  return useChange(({ group, user }: Membership) => api.delete(place({ group, user })));
}

interface Membership {
  readonly group: string;
  readonly user: string;
}

const place = ({ group, user }: Membership) => `/groups/${group}/members/${encodeURIComponent(user)}`;

export function useSetGroupRoles() {
  return useChange(({ project, name, roles }: { project: string; name: string; roles: readonly Role[] }) =>
    api.put(`/projects/${project}/groups/${name}`, { roles }),
  );
}

function useChange<In, Out>(change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['groups'] }),
  });
}
