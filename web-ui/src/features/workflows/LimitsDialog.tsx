import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { limitsQuery, useSaveLimits } from '@/api/retention';
import type { WorkflowLimits } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone } from '@/shared/ui/notify';

interface Props {
  readonly workflow: string;
  readonly onClose: () => void;
}

/** How many runs of a workflow go on at once. */
export function LimitsDialog({ workflow, onClose }: Props) {
  const limits = useQuery(limitsQuery(workflow));
  return (
    <Modal opened onClose={onClose} title="Runs at once">
      {limits.isPending ? (
        <Loading rows={3} />
      ) : limits.isError ? (
        <ErrorNote error={limits.error} onRetry={() => limits.refetch()} />
      ) : (
        <Form workflow={workflow} limits={limits.data} onClose={onClose} />
      )}
    </Modal>
  );
}

const number = (value: string | number) => (typeof value === 'number' ? value : null);

function Form({ workflow, limits, onClose }: Props & { readonly limits: WorkflowLimits }) {
  const [wanted, setWanted] = useState(limits);
  const save = useSaveLimits(workflow);
  return (
    <Stack>
      <Text size="sm">Runs beyond the limit are begun and stored, and wait for a place.</Text>
      <NumberInput
        label="In all"
        placeholder="No limit"
        min={1}
        allowDecimal={false}
        value={wanted.maxRuns ?? ''}
        onChange={(value) => setWanted({ ...wanted, maxRuns: number(value) })}
      />
      <TextInput
        label="For each"
        description="What groups the runs, by their event."
        placeholder="=trigger.instanceId"
        value={wanted.key ?? ''}
        onChange={(event) => setWanted({ ...wanted, key: event.currentTarget.value || null })}
      />
      <NumberInput
        label="At once for each"
        placeholder="No limit"
        min={1}
        allowDecimal={false}
        disabled={!wanted.key}
        value={wanted.maxPerKey ?? ''}
        onChange={(value) => setWanted({ ...wanted, maxPerKey: number(value) })}
      />
      <ErrorNote error={save.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button
          loading={save.isPending}
          onClick={() =>
            save.mutate(wanted, {
              onSuccess: () => {
                notifyDone('Saved.');
                onClose();
              },
            })
          }
        >
          Save
        </Button>
      </Group>
    </Stack>
  );
}
