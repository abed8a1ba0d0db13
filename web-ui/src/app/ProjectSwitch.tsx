import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { projectsQuery, useChooseProject } from '@/api/projects';
import { useSession } from '@/api/session';

/** Which project everything on the page belongs to. Where there is one only, there is nothing to choose. */
export function ProjectSwitch() {
  const session = useSession();
  const projects = useQuery(projectsQuery);
  const choose = useChooseProject();
  const navigate = useNavigate();
  if ((projects.data?.length ?? 0) < 2) return null;
  return (
    <Select
      aria-label="Project"
      size="xs"
      px={6}
      pb={10}
      allowDeselect={false}
      data={(projects.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={session?.project ?? null}
      onChange={(id) => {
        if (id === null) return;
        void navigate({ to: '/workflows' });
        void choose(id);
      }}
    />
  );
}
