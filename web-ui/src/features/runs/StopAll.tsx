import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isPaused, pausesQuery, usePause } from '@/api/pauses';
import { useCan } from '@/api/session';
import { ErrorNote } from '@/shared/ui/ErrorNote';

/** The emergency stop. */
export function StopAll() {
  const [opened, { open, close }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const { data: pauses } = useQuery(pausesQuery);
  const operator = useCan('operator');
  const admin = useCan('admin');
  const pause = usePause();
  if (!(operator || admin) || isPaused(pauses, 'everything')) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconHandStop size={16} aria-hidden />} onClick={open}>
        Stop everything…
      </Button>
      <Modal opened={opened} onClose={close} title="Stop everything?">
        <Stack>
          <Text size="sm">
            Within two seconds nothing new begins, in no run and on no node, also after a restart. Calls that are under way
            are ended and recorded. Events and approvals that come in are kept; timers fire after you resume.
          </Text>
          <TextInput
            label="Why"
            placeholder="Shown on every page, kept in the audit"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorNote error={pause.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              Let it run
            </Button>
            <Button
              color="red.9"
              loading={pause.isPending}
              onClick={() => pause.mutate({ scope: 'everything', reason }, { onSuccess: close })}
            >
              Stop everything
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
