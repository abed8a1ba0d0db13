import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { quotaQuery, useSetQuota } from '@/api/projects';
import type { Project, Quota as QuotaView } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';

const bounds = [
  { key: 'runsPerMinute', label: 'Runs begun in a minute' },
  { key: 'workflows', label: 'Workflows' },
  { key: 'connections', label: 'Connections' },
] as const;

type Key = (typeof bounds)[number]['key'];

/** What a project may have, beside what it has. */
export function Quota({ project, onClose }: { readonly project: Project; readonly onClose: () => void }) {
  const quota = useQuery(quotaQuery(project.id));
  return (
    <Modal opened onClose={onClose} title={`Quota of ${project.name}`}>
      {quota.isPending && <Loading rows={3} />}
      <ErrorNote error={quota.error} />
      {quota.data && <Form project={project} quota={quota.data} onClose={onClose} />}
    </Modal>
  );
}

function Form({ project, quota, onClose }: {
  readonly project: Project;
  readonly quota: QuotaView;
  readonly onClose: () => void;
}) {
  const [own, setOwn] = useState<Record<Key, number | null>>({
    runsPerMinute: quota.runsPerMinute.own,
    workflows: quota.workflows.own,
    connections: quota.connections.own,
  });
  const save = useSetQuota();
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        What is beyond it is refused; what is there stays. An empty field means what the installation allows every
        project.
      </Text>
      {bounds.map(({ key, label }) => (
        <NumberInput
          key={key}
          label={label}
          description={described(quota[key])}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          allowNegative={false}
          value={own[key] ?? ''}
          onChange={(value) => setOwn({ ...own, [key]: typeof value === 'number' ? value : null })}
        />
      ))}
      <ErrorNote error={save.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate({ id: project.id, ...own }, { onSuccess: onClose })}>
          Save quota
        </Button>
      </Group>
    </Stack>
  );
}

function described({ most, used }: QuotaView['workflows']): string {
  const may = most === null ? 'no bound' : `at most ${most}`;
  return used === null ? `Now: ${may}.` : `Now: ${may}; there are ${used}.`;
}
