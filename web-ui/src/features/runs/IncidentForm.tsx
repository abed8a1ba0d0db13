import { hasConditions } from '@/model/graph';
import { Alert, Button, JsonInput, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useResolveIncident } from '@/api/runs';
import { useCan } from '@/api/session';
import type { Resolution, Run, Step } from '@/api/types';
import { readJson } from '@/model/fields';
import { isJsonObject, type JsonObject } from '@/model/json';
import { nodeName, type WorkflowNode } from '@/model/workflow';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';
import { When } from '@/shared/ui/When';
import { answersTo, incidentWords } from './incidents';

interface Props {
  readonly run: Run;
  readonly step: Step;
  readonly node: WorkflowNode;
}

/** Why a step waits for a person, and the person's answer. */
export function IncidentForm({ run, step, node }: Props) {
  const kind = step.incident?.kind ?? 'failed';
  const { question } = incidentWords(kind);
  const operator = useCan('operator', run.workflow.id);
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangleFilled aria-hidden />}
      title={step.incident?.message ?? step.failure?.message ?? 'This step needs a person'}
    >
      <Text size="sm">{question}</Text>
      <Text size="xs" c="dimmed" mt={4}>
        <span className="mono">{step.incident?.code ?? step.failure?.code}</span> ·{' '}
        <When at={step.incident?.raisedAt} />
      </Text>
      {operator ? (
        <Answer run={run} step={step} node={node} kind={kind} />
      ) : (
        <Text size="sm" mt="xs">
          Somebody with the role operator decides this.
        </Text>
      )}
    </Alert>
  );
}

function Answer({ run, step, node, kind }: Props & { readonly kind: string }) {
  const answers = answersTo(kind);
  const [resolution, setResolution] = useState<Resolution>(answers[0]?.resolution ?? 'retry');
  const [output, setOutput] = useState('{}');
  const [wrong, setWrong] = useState<string>();
  const [way, setWay] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const resolve = useResolveIncident();
  const choosesWay = hasConditions(node.kind) && resolution === 'skip';
  const asksOutput = !choosesWay && (resolution === 'skip' || resolution === 'happened');

  const readOutput = (): JsonObject | undefined => {
    if (choosesWay) {
      if (way) return { edge: way };
      setWrong('Choose the way to take.');
      return undefined;
    }
    const reading = readJson(output.trim() || '{}');
    if ('value' in reading && isJsonObject(reading.value)) return reading.value;
    setWrong('error' in reading ? reading.error : 'Expected a JSON object: { … }');
    return undefined;
  };
  const act = () => {
    const value = asksOutput || choosesWay ? readOutput() : {};
    if (!value) return;
    resolve.mutate(
      { run: run.id, step: step.id, resolution, reason, raisedAt: step.incident?.raisedAt, ...(asksOutput || choosesWay ? { output: value } : {}) },
      { onSuccess: () => notifyDone('Answered; the run goes on.') },
    );
  };

  return (
    <Stack gap="sm" mt="sm">
      <Radio.Group label="Your answer" value={resolution} onChange={(value) => setResolution(value as Resolution)}>
        <Stack gap={8} mt={6}>
          {answers.map((answer) => (
            <Radio key={answer.resolution} value={answer.resolution} label={answer.label} description={answer.meaning} />
          ))}
        </Stack>
      </Radio.Group>
      {choosesWay && (
        <Select
          label="Way to take"
          error={wrong}
          data={run.document.edges
            .filter((edge) => edge.from === node.id)
            .map((edge) => ({ value: edge.id, label: wayName(run, edge) }))}
          value={way}
          onChange={setWay}
        />
      )}
      {asksOutput && (
        <JsonInput
          label="Go on with this output"
          error={wrong}
          autosize
          minRows={3}
          maxRows={10}
          value={output}
          onChange={(text) => {
            setOutput(text);
            setWrong(undefined);
          }}
        />
      )}
      <TextInput
        label="Why"
        placeholder="Kept in the run and in the audit"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ErrorNote error={resolve.error} />
      <Button loading={resolve.isPending} onClick={act} w="fit-content">
        {answers.find((answer) => answer.resolution === resolution)?.label ?? 'Answer'}
      </Button>
    </Stack>
  );
}

function wayName(run: Run, edge: Run['document']['edges'][number]): string {
  const target = run.document.nodes.find((node) => node.id === edge.to);
  const name = edge.name ?? (edge.otherwise ? 'otherwise' : (edge.when ?? edge.id));
  return `${name} → ${target ? nodeName(target) : edge.to}`;
}
