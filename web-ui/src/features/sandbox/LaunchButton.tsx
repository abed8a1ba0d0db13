import { Accordion, Button, Group, Modal, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconServerBolt } from '@tabler/icons-react';
import { useState } from 'react';
import { type Launch, useSandbox, type Vm } from '@/api/sandbox';
import { useCan } from '@/api/session';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

const start: Launch = {
  publicIp: true, truRisk: 934, missingPatches: 3, scanOutcome: 'finished', patchOutcome: 'ok',
};

/** Launches a machine; its event goes to Sluice as a real one would. */
export function LaunchButton() {
  const [opened, setOpened] = useState(false);
  const [launch, setLaunch] = useState<Launch>(start);
  const sandbox = useSandbox<Vm>();
  const operator = useCan('operator');
  if (!operator) return null;
  const change = (part: Partial<Launch>) => setLaunch((before) => ({ ...before, ...part }));
  const act = () =>
    sandbox.mutate(
      { path: 'vms', body: { ...launch, name: launch.name?.trim() || undefined } },
      {
        onSuccess: (vm) => {
          notifyDone(`${vm.name} (${vm.instanceId}) starts; its event is on the way.`);
          setOpened(false);
        },
      },
    );
  return (
    <>
      <Button leftSection={<IconServerBolt size={17} aria-hidden />} onClick={() => setOpened(true)}>
        Launch a machine
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Launch a machine">
        <Stack>
          <TextInput
            label="Name"
            placeholder="Left empty: one is made up"
            value={launch.name ?? ''}
            onChange={(event) => {
              change({ name: event.currentTarget.value });
            }}
          />
          <Switch
            label="Public address"
            description="Faces the internet."
            checked={launch.publicIp}
            onChange={(event) => change({ publicIp: event.currentTarget.checked })}
          />
          <NumberInput
            label="TruRisk after its scan"
            description="Empty: the scan finds no score."
            min={0}
            max={1000}
            value={launch.truRisk ?? ''}
            onChange={(value) => change({ truRisk: value === '' ? null : Number(value) })}
          />
          <Accordion variant="separated">
            <Accordion.Item value="fate">
              <Accordion.Control>What will become of it</Accordion.Control>
              <Accordion.Panel>
                <Stack gap="sm">
                  <NumberInput
                    label="Missing patches"
                    min={0}
                    value={launch.missingPatches}
                    onChange={(value) => change({ missingPatches: Number(value) || 0 })}
                  />
                  <Select
                    label="Scan ends"
                    allowDeselect={false}
                    data={['finished', 'no_host', 'error', 'canceled', 'never']}
                    value={launch.scanOutcome}
                    onChange={(value) => change({ scanOutcome: value ?? 'finished' })}
                  />
                  <Select
                    label="Patching ends"
                    allowDeselect={false}
                    data={['ok', 'failed', 'pending']}
                    value={launch.patchOutcome}
                    onChange={(value) => change({ patchOutcome: value ?? 'ok' })}
                  />
                </Stack>
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          <Text size="xs" c="dimmed">
            A workflow whose trigger is a new machine starts by itself, once, if it is published and switched on.
          </Text>
          <ErrorNote error={sandbox.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setOpened(false)}>
              Cancel
            </Button>
            <Button loading={sandbox.isPending} onClick={act}>
              Launch
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
