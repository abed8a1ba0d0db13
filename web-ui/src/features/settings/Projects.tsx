import { Button, Group, Modal, Paper, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { projectsQuery, useCreateProject } from '@/api/projects';
import type { Project } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { ProjectMembers } from './ProjectMembers';
import { Quota } from './Quota';

/** The workspaces, and who has which part in them. */
export function Projects() {
  const projects = useQuery(projectsQuery);
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<Project>();
  const [bounded, setBounded] = useState<Project>();
  if (projects.isPending) return <Loading rows={3} />;
  if (projects.isError) return <ErrorNote error={projects.error} onRetry={() => projects.refetch()} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={620}>
          What belongs to one project is neither seen nor used from another: workflows, runs, connections, events,
          approvals, policies, figures and the audit log.
        </Text>
        <Button leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          Add a project
        </Button>
      </Group>
      <Paper radius="lg" p="xs">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Id</Table.Th>
              <Table.Th>
                <VisuallyHidden>Actions</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {projects.data.map((project) => (
              <Table.Tr key={project.id}>
                <Table.Td fw={600}>{project.name}</Table.Td>
                <Table.Td>{project.id}</Table.Td>
                <Table.Td>
                  <Group justify="flex-end" gap="xs">
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Members of ${project.name}`}
                      onClick={() => setShown(project)}
                    >
                      Members
                    </Button>
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Quota of ${project.name}`}
                      onClick={() => setBounded(project)}
                    >
                      Quota
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {adding && <NewProject onClose={() => setAdding(false)} />}
      {shown && <ProjectMembers project={shown} onClose={() => setShown(undefined)} />}
      {bounded && <Quota project={bounded} onClose={() => setBounded(undefined)} />}
    </Stack>
  );
}

function NewProject({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [id, setId] = useState('');
  const create = useCreateProject();
  const proposed = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40);
  return (
    <Modal opened onClose={onClose} title="Add a project">
      <Stack>
        <TextInput
          label="Name"
          withAsterisk
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Id"
          description="For programs; it never changes."
          placeholder={proposed}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
        />
        <ErrorNote error={create.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={create.isPending}
            disabled={name.trim() === ''}
            onClick={() => create.mutate({ id: id || proposed, name: name.trim() }, { onSuccess: onClose })}
          >
            Add
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
