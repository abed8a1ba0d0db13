import { Button, Group, Modal, Paper, Select, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usersQuery } from '@/api/administration';
import { membersQuery, projectsQuery, useCreateProject, useSetMember } from '@/api/projects';
import { type Member, type Project, type Role, roles } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { RolePicker } from './RolePicker';

const offered = roles.filter((role) => role !== 'admin');

/** The workspaces, and who has which part in them. */
export function Projects() {
  const projects = useQuery(projectsQuery);
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<Project>();
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
                <Table.Td ta="right">
                  {project.id === 'default' ? (
                    <Text size="sm" c="dimmed">
                      roles are those under People
                    </Text>
                  ) : (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Members of ${project.name}`}
                      onClick={() => setShown(project)}
                    >
                      Members
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      {adding && <NewProject onClose={() => setAdding(false)} />}
      {shown && <Members project={shown} onClose={() => setShown(undefined)} />}
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

function Members({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const members = useQuery(membersQuery(project.id));
  const users = useQuery(usersQuery);
  const [edited, setEdited] = useState<Member>();
  const others = (users.data ?? []).filter((user) => !members.data?.some((member) => member.name === user.name));
  return (
    <Modal opened onClose={onClose} title={`Members of ${project.name}`} size="lg">
      <Stack>
        <ErrorNote error={members.error ?? users.error} />
        <Table>
          <Table.Tbody>
            {(members.data ?? []).map((member) => (
              <Table.Tr key={member.name}>
                <Table.Td fw={600}>{member.name}</Table.Td>
                <Table.Td>{member.roles.join(', ')}</Table.Td>
                <Table.Td ta="right">
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={`Roles of ${member.name}`}
                    onClick={() => setEdited(member)}
                  >
                    Roles
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {members.data?.length === 0 && (
          <Text size="sm" c="dimmed">
            Nobody yet. Administrators see and manage every project.
          </Text>
        )}
        {edited ? (
          <MemberRoles key={edited.name} project={project} member={edited} onClose={() => setEdited(undefined)} />
        ) : (
          <Select
            label="Add somebody"
            placeholder="Choose a person"
            searchable
            data={others.map((user) => user.name)}
            value={null}
            onChange={(name) => name && setEdited({ name, roles: ['viewer'], disabled: false })}
          />
        )}
      </Stack>
    </Modal>
  );
}

function MemberRoles({ project, member, onClose }: {
  readonly project: Project;
  readonly member: Member;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<readonly Role[]>(member.roles);
  const save = useSetMember();
  const put = (given: readonly Role[]) =>
    save.mutate({ project: project.id, name: member.name, roles: given }, { onSuccess: onClose });
  return (
    <Paper p="sm" radius="md" withBorder>
      <Stack>
        <Text fw={600}>{member.name}</Text>
        <RolePicker value={chosen} offered={offered} onChange={setChosen} />
        <ErrorNote error={save.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" color="red" onClick={() => put([])}>
            Take out
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={save.isPending} onClick={() => put(chosen)}>
            Save roles
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
