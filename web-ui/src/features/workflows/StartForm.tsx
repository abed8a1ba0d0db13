import { Accordion, Alert, Button, Group, JsonInput, Select, Stack, Switch, Text } from '@mantine/core';
import { IconFlask, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import type { Catalogue, Workflow } from '@/api/types';
import { useStartRun } from '@/api/workflows';
import { type Field, fieldOfSchema, fieldsOfManualTrigger, fieldsOfSchema, readJson } from '@/model/fields';
import { isJsonObject, type JsonObject } from '@/model/json';
import { nodeName, starts, type WorkflowNode } from '@/model/workflow';
import { FieldList } from '@/shared/forms/FieldList';
import { useFields } from '@/shared/forms/useFields';
import { ErrorNote } from '@/shared/ui/ErrorNote';

interface Props {
  readonly workflow: Workflow;
  readonly dry: boolean;
  readonly catalogue: Catalogue;
  readonly onClose: () => void;
}

export function StartForm({ workflow, dry, catalogue, onClose }: Props) {
  const possible = starts(workflow.document);
  const first = possible.find((node) => node.trigger === 'manual') ?? possible[0];
  const [startId, setStartId] = useState(first?.id);
  const start = possible.find((node) => node.id === startId);
  return (
    <Stack gap="md">
      {possible.length > 1 && (
        <Select
          label="Begin at"
          data={possible.map((node) => ({ value: node.id, label: nodeName(node) }))}
          value={startId ?? null}
          allowDeselect={false}
          onChange={(value) => setStartId(value ?? undefined)}
        />
      )}
      <Questions key={startId} {...{ workflow, dry, catalogue, onClose }} start={start} />
    </Stack>
  );
}

function Questions({ workflow, dry, catalogue, onClose, start }: Props & { readonly start: WorkflowNode | undefined }) {
  const inputs = useFields(inputFields(start, catalogue));
  const variables = useFields((workflow.document.variables ?? []).map(variableField));
  const [json, setJson] = useState<string>();
  const [jsonError, setJsonError] = useState<string>();
  const [draft, setDraft] = useState(workflow.publishedVersion === null);
  // One key for this dialog: pressing twice, or again after a lost answer, starts one run.
  const [key] = useState(() => crypto.randomUUID());
  const run = useStartRun(workflow.id);
  const navigate = useNavigate();

  const readInput = (): JsonObject | undefined => {
    if (json === undefined) return inputs.read();
    const reading = readJson(json.trim() || '{}');
    if ('value' in reading && isJsonObject(reading.value)) return reading.value;
    setJsonError('error' in reading ? reading.error : 'Expected a JSON object: { … }');
    return undefined;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const input = readInput();
    const values = variables.read();
    if (!input || !values) return;
    run.mutate(
      { key, input, variables: values, dryRun: dry, draft, ...(start ? { start: start.id } : {}) },
      { onSuccess: ({ id }) => void navigate({ to: '/runs/$runId', params: { runId: id } }) },
    );
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {dry && (
          <Alert icon={<IconFlask aria-hidden />} color="indigo" variant="light">
            Reads are real. Every change stops at its plan and is listed on its node; nothing outside is touched.
          </Alert>
        )}
        {json !== undefined ? (
          <JsonInput
            label="Input as JSON"
            error={jsonError}
            autosize
            minRows={6}
            maxRows={16}
            value={json}
            onChange={(text) => {
              setJson(text);
              setJsonError(undefined);
            }}
          />
        ) : inputs.fields.length > 0 ? (
          <FieldList form={inputs} />
        ) : (
          <Text size="sm" c="dimmed">
            This start asks for nothing.
          </Text>
        )}
        <Switch
          size="xs"
          label="Write the input as JSON"
          checked={json !== undefined}
          onChange={(event) =>
            setJson(event.currentTarget.checked ? JSON.stringify(typed(inputs.texts), null, 2) : undefined)
          }
        />
        {variables.fields.length > 0 && (
          <Accordion variant="separated">
            <Accordion.Item value="variables">
              <Accordion.Control>Variables for this run</Accordion.Control>
              <Accordion.Panel>
                <FieldList form={variables} />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
        )}
        <Switch
          label="Use the draft"
          description={
            workflow.publishedVersion === null
              ? 'There is no published version yet.'
              : `Otherwise version ${workflow.publishedVersion} runs.`
          }
          checked={draft}
          disabled={workflow.publishedVersion === null}
          onChange={(event) => setDraft(event.currentTarget.checked)}
        />
        <ErrorNote error={run.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={run.isPending}
            leftSection={dry ? <IconFlask size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
          >
            {dry ? 'Start the dry run' : 'Start the run'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function inputFields(start: WorkflowNode | undefined, catalogue: Catalogue): Field[] {
  if (!start) return [];
  if (start.trigger === 'manual') return fieldsOfManualTrigger(start.config);
  return fieldsOfSchema(catalogue.triggerTypes.find(({ id }) => id === start.trigger)?.eventSchema);
}

function variableField(variable: NonNullable<Workflow['document']['variables']>[number]): Field {
  return { ...fieldOfSchema(variable.name, variable.schema ?? {}, false), initial: variable.value ?? null };
}

function typed(texts: { readonly [name: string]: string | undefined }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text]] : [])),
  );
}
