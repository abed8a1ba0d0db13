import { Button, Group, JsonInput, Modal, Select, Stack, Switch } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRerun } from '@/api/runs';
import { useCan } from '@/api/session';
import type { Run } from '@/api/types';
import { readJson } from '@/model/fields';
import { isJsonObject, type JsonObject } from '@/model/json';
import { starts } from '@/model/workflow';
import { isDryRun } from '@/shared/status/RunBadge';
import { ErrorNote } from '@/shared/ui/ErrorNote';

interface Props {
  readonly run: Run;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Runs again with the same or an edited input. */
export function RerunDialog({ run, opened, onClose }: Props) {
  const before = {
    input: JSON.stringify(inputOf(run), null, 2),
    variables: JSON.stringify(declaredVariables(run), null, 2),
  };
  const [input, setInput] = useState(before.input);
  const [variables, setVariables] = useState(before.variables);
  const [from, setFrom] = useState<string | null>(null);
  const editor = useCan('editor', run.workflow.id);
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
      {
        run: run.id,
        dryRun,
        ...(from ? { from } : {}),
        // What was not touched is left to the server, which knows the event as it came.
        ...(input === before.input ? {} : { input: readInput }),
        ...(variables === before.variables ? {} : { variables: readVariables }),
      },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/runs/$runId', params: { runId: id } });
        },
      },
    );
  };
  const box = { autosize: true, minRows: 4, maxRows: 14, spellCheck: false } as const;
  return (
    <Modal opened={opened} onClose={onClose} title="Run again" size="lg">
      <Stack>
        <JsonInput label="Input" value={input} onChange={setInput} error={errors.input} {...box} />
        <JsonInput label="Variables" value={variables} onChange={setVariables} error={errors.variables} {...box} />
        {editor && (
          <Select
            label="Begin at"
            description="What was before it counts as done, with what it gave in this run."
            placeholder="The start"
            clearable
            searchable
            data={reached(run)}
            value={from}
            onChange={setFrom}
          />
        )}
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

/** What was asked of a person at a manual start; for every other start the event. */
function inputOf(run: Run): JsonObject {
  const trigger = isJsonObject(run.trigger) ? run.trigger : {};
  const began = starts(run.document).find((node) =>
    run.document.edges.some((edge) => edge.from === node.id && (run.edges[edge.id] ?? 0) > 0),
  );
  const form = trigger['input'];
  return began?.trigger === 'manual' && isJsonObject(form) ? form : trigger;
}

/** The nodes that the run has come to, by name. */
function reached(run: Run): { value: string; label: string }[] {
  const seen = new Map(run.steps.map((step) => [step.node, step.name || step.node]));
  return [...seen].map(([value, label]) => ({ value, label }));
}

/** The values new runs begin with; what the run has set meanwhile is its own affair. */
function declaredVariables(run: Run): JsonObject {
  return Object.fromEntries(
    (run.document.variables ?? []).map(({ name, value }) => [name, value ?? null]),
  );
}

function objectIn(text: string): JsonObject | string {
  const reading = readJson(text.trim() || '{}');
  if ('error' in reading) return reading.error;
  return isJsonObject(reading.value) ? reading.value : 'Expected a JSON object: { … }';
}
