import { Alert, Button, Group, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { IconFlask, IconPlayerPlay } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Extent } from '@/model/trial';
import { nodeName, starts } from '@/model/workflow';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { useEditor } from '../useEditor';
import { EventInput } from './EventInput';
import { PinList } from './PinList';
import { TrialResult } from './TrialResult';
import { useTrial } from './trialStore';
import { useEvent } from './useEvent';
import { useStartTrial } from './useStartTrial';

/** Runs the draft, or a part of it, on an event; what it does shows on the canvas. */
export function TrialPanel() {
  const document = useEditor((state) => state.document);
  const mayRun = useEditor((state) => state.rights.run);
  const errors = useEditor((state) => state.problems.some(({ severity }) => severity === 'error'));
  const node = useEditor(({ selection, document: { nodes } }) => nodes.find(({ id }) => selection.size === 1 && selection.has(id)));
  const dry = useTrial((state) => state.dry);
  const [wanted, setWanted] = useState<Extent>('all');
  const possible = starts(document);
  const [chosen, setChosen] = useState<string>();
  const begin = possible.find(({ id }) => id === chosen) ?? possible[0];
  const event = useEvent(begin);
  const { start, pending, error } = useStartTrial();
  const extentLabel = useId();
  const choosable = node !== undefined && node.kind !== 'start' && node.kind !== 'boundary';
  const extent = choosable ? wanted : 'all';
  const inputReady = 'value' in event.reading;

  const run = () => {
    if ('value' in event.reading) void start({ input: event.reading.value, extent, node: node?.id, start: begin?.id, dry });
  };

  if (!mayRun) {
    return (
      <Text p="md" size="sm" c="dimmed">
        Trying a workflow needs the role operator. Ask an admin for it.
      </Text>
    );
  }
  return (
    <Stack p="md" gap="md">
      <div>
        <Text id={extentLabel} size="sm" fw={600} mb={4}>
          How much
        </Text>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby={extentLabel}
          value={extent}
          onChange={(next) => setWanted(next as Extent)}
          data={[
            { value: 'all', label: 'All of it' },
            { value: 'until', label: 'To the node', disabled: !choosable },
            { value: 'only', label: 'Only the node', disabled: !choosable },
          ]}
        />
        <Text size="xs" c="dimmed" mt={4}>
          {choosable ? `The node is “${nodeName(node)}”.` : 'Select a step on the canvas to run up to it, or it alone.'}
        </Text>
      </div>
      {possible.length > 1 && extent !== 'only' && (
        <Select
          label="Begin at"
          size="xs"
          allowDeselect={false}
          data={possible.map((one) => ({ value: one.id, label: nodeName(one) }))}
          value={begin?.id ?? null}
          onChange={(id) => setChosen(id ?? undefined)}
        />
      )}
      <EventInput event={event} />
      <PinList />
      <Switch
        label="Dry run: changes stop at their plan"
        checked={dry}
        onChange={({ currentTarget }) => useTrial.setState({ dry: currentTarget.checked })}
      />
      {!dry && (
        <Alert color="orange" p="xs">
          Steps without a pin really change things outside.
        </Alert>
      )}
      {errors && (
        <Text size="xs" c="dimmed">
          The draft has errors; a trial may be refused until they are mended.
        </Text>
      )}
      <ErrorNote error={error} />
      <Group>
        <Button
          leftSection={dry ? <IconFlask size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
          loading={pending}
          disabled={!inputReady || !begin}
          onClick={run}
        >
          {dry ? 'Dry run' : 'Run for real'}
        </Button>
      </Group>
      <TrialResult />
    </Stack>
  );
}
