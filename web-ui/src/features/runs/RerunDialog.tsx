import { Button, Group, JsonInput, Modal, Stack, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRerun } from '@/api/runs';
import type { Run } from '@/api/types';
import { readJson } from '@/model/fields';
import { isJsonObject, type JsonObject } from '@/model/json';
import { isDryRun } from '@/shared/status/RunBadge';
import { ErrorNote } from '@/shared/ui/ErrorNote';

interface Props {
  readonly run: Run;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Runs again with the same or an edited input. */
export function RerunDialog({ run, opened, onClose }: Props) {
  const [input, setInput] = useState(JSON.stringify(run.trigger ?? {}, null, 2));
  const [variables, setVariables] = useState(JSON.stringify(run.variables ?? {}, null, 2));
  const [dryRun, setDryRun] = useState(isDryRun(run.mode));
  const [errors, setErrors] = useState<{ input?: string; variables?: string }>({});
  const rerun = useRerun();
  const navigate = useNavigate();
  const act = () => {
    const readInput = objectIn(input);
    const readVariables = objectIn(variables);
    setErrors({
      ...(typeof readInput === 'string' ? { input: readInput } : {}),
      ...(typeof readVariables === 'string' ? { variables: readVariables } : {}),
    });
    if (typeof readInput === 'string' || typeof readVariables === 'string') return;
    rerun.mutate(
      { run: run.id, input: readInput, variables: readVariables, dryRun },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/runs/$runId', params: { runId: id } });
        },
      },
    );
  };
  const box = { autosize: true, minRows: 4, maxRows: 14, spellCheck: false, formatOnBlur: true } as const;
  return (
    <Modal opened={opened} onClose={onClose} title="Run again" size="lg">
      <Stack>
        <JsonInput label="Input" value={input} onChange={setInput} error={errors.input} {...box} />
        <JsonInput label="Variables" value={variables} onChange={setVariables} error={errors.variables} {...box} />
        <Switch
          label="Dry run"
          description="Reads are real; changes stop at their plan."
          checked={dryRun}
          onChange={(event) => setDryRun(event.currentTarget.checked)}
        />
        <ErrorNote error={rerun.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button loading={rerun.isPending} onClick={act}>
            Start
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function objectIn(text: string): JsonObject | string {
  const reading = readJson(text.trim() || '{}');
  if ('error' in reading) return reading.error;
  return isJsonObject(reading.value) ? reading.value : 'Expected a JSON object: { … }';
}
