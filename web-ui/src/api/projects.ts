import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { chooseProject } from './project';
import type { Member, Page, Project, Quota, QuotaChange, Role } from './types';

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async () => (await api.get<Page<Project>>('/projects')).items,
  staleTime: 60_000,
});

export const membersQuery = (project: string) =>
  queryOptions({
    queryKey: ['projects', project, 'members'],
    queryFn: async () => (await api.get<Page<Member>>(`/projects/${project}/members`)).items,
  });

export const quotaQuery = (project: string) =>
  queryOptions({
    queryKey: ['projects', project, 'quota'],
    queryFn: () => api.get<Quota>(`/projects/${project}/quota`),
  });

export function useSetQuota() {
  return useChange(({ id, ...quota }: QuotaChange & { id: string }) => api.put(`/projects/${id}/quota`, quota));
}

export function useCreateProject() {
  return useChange((project: { id: string; name: string }) => api.post('/projects', project));
}

export function useRenameProject() {
  return useChange(({ id, name }: { id: string; name: string }) => api.patch(`/projects/${id}`, { name }));
}

export function useSetMember() {
  return useChange(({ project, name, roles }: { project: string; name: string; roles: readonly Role[] }) =>
    api.put(`/projects/${project}/members/${encodeURIComponent(name)}`, { roles }),
  );
}

function useChange<In, Out>(change: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ['projects'] }),
  });
}

/** Looks at another project from here on. */
export function useChooseProject() {
  const client = useQueryClient();
  return (id: string) => {
    chooseProject(id);
    return client.resetQueries();
  };
}
