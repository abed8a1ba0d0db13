import { Button, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan } from '@/api/session';
import type { WorkflowTrigger } from '@/api/types';
import { useNewTriggerSecret } from '@/api/workflows';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { OnceSecret } from '@/shared/ui/OnceSecret';

interface Props {
  readonly workflow: string;
  readonly trigger: WorkflowTrigger;
}

/** Makes the secret that the sender signs with, and shows it once. */
export function TriggerSecret({ workflow, trigger }: Props) {
  const editor = useCan('editor', workflow);
  const admin = useCan('admin');
  const [secret, setSecret] = useState<string>();
  const making = useNewTriggerSecret(workflow);
  const may = trigger.shared ? admin : editor;
  const make = () => making.mutate(trigger.node, { onSuccess: (made) => setSecret(made.secret) });
  return (
    <Stack gap="xs">
      <Group gap="sm" justify="space-between">
        <Text size="sm" flex={1} miw={200}>
          {trigger.secretSet ? 'A signing secret is set.' : 'No signing secret yet: every request is refused.'}
          {trigger.shared && ' All workflows that begin with this share it.'}
          {!may && ` ${trigger.shared ? 'An administrator' : 'Someone with the role editor'} makes it.`}
        </Text>
        {may && (
          <Button variant="default" size="xs" leftSection={<IconKey size={14} aria-hidden />} loading={making.isPending} onClick={make}>
            {trigger.secretSet ? 'Replace the secret' : 'Make a secret'}
          </Button>
        )}
      </Group>
      <ErrorNote error={making.error} />
      {secret && (
        <>
          <OnceSecret secret={secret} what="signing secret" />
          {trigger.secretSet && (
            <Text size="xs" c="dimmed">
              The secret before this one stays good, so that the sender can change over; any older one is not.
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}
