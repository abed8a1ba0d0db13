import { SegmentedControl, Select, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { isJsonObject, textAt, type Json, type JsonObject } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { ConditionField } from '../condition/ConditionField';
import { useInspected, useProblemsAt } from '../context';
import { useDraft } from '../drafts';
import { FieldFrame } from '../fields/FieldFrame';
import { SchemaForm } from '../fields/SchemaForm';
import { useNodeEdit } from '../useElementEdit';
import { DurationSetting } from './DurationSetting';
import { TextSetting } from './TextSetting';

const kinds = ['timer', 'moment', 'message', 'signal', 'type'] as const;
type Kind = (typeof kinds)[number];

const fresh: { readonly [kind in Kind]: JsonObject } = {
  timer: { timer: 'PT10M' },
  moment: { moment: '' },
  message: { message: '', key: '' },
  signal: { signal: '' },
  type: { type: '', config: {}, condition: '', every: 'PT5M' },
};

/** What a wait waits for: a time, a moment, a message, a signal, or until looking at the world shows it. */
export function WaitSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const [others, keepOthers] = useDraft<{ readonly [kind: string]: JsonObject | undefined }>(`${node.id}/until#others`);
  const until = isJsonObject(node['until']) ? node['until'] : fresh.timer;
  const kind = kinds.find((one) => until[one] !== undefined) ?? 'timer';
  const set = (patch: JsonObject, place: string) => edit({ until: { ...until, ...patch } }, `/until/${place}`);
  const change = (next: string) => {
    if (next === kind) return;
    keepOthers({ ...others, [kind]: until });
    edit({ until: others?.[next] ?? fresh[next as Kind] });
  };
  const text = (name: string) => (value: string | undefined) => set({ [name]: value ?? '' }, name);
  return (
    <Stack gap="md">
      <FieldFrame label="Waits" grouped>
        {(wiring) => (
          <SegmentedControl
            fullWidth
            size="xs"
            aria-labelledby={wiring['aria-labelledby']}
            data={[
              { value: 'timer', label: 'a time' }, { value: 'moment', label: 'until a date' },
              { value: 'message', label: 'for a message' }, { value: 'signal', label: 'a signal' }, { value: 'type', label: 'until it shows' },
            ]}
            value={kind}
            disabled={readOnly}
            onChange={change}
          />
        )}
      </FieldFrame>
      {kind === 'timer' && <TextSetting title="How long" widget="duration" required path="/until/timer" value={until['timer']} onChange={text('timer')} />}
      {kind === 'moment' && <TextSetting title="Until" widget="moment" required path="/until/moment" value={until['moment']} onChange={text('moment')} />}
      {kind === 'message' && (
        <>
          <TextSetting title="Message" description="Its name, as the sender gives it." required path="/until/message" value={until['message']} onChange={text('message')} example="machine-rebooted" />
          <TextSetting title="Key" description="Finds this run among others: the message must bring the same." required path="/until/key" value={until['key']} onChange={text('key')} example="=trigger.instanceId" />
        </>
      )}
      {kind === 'signal' && <TextSetting title="Signal" description="Its name; whoever sends it reaches every run that waits." required path="/until/signal" value={until['signal']} onChange={text('signal')} example="change-freeze" />}
      {kind === 'type' && <Poll until={until} set={set} node={node.id} />}
    </Stack>
  );
}

interface PollProps {
  readonly until: JsonObject;
  readonly set: (patch: JsonObject, place: string) => void;
  readonly node: string;
}

function Poll({ until, set, node }: PollProps) {
  const { readOnly } = useInspected();
  const types = useEditor((state) => state.catalogue.nodeTypes);
  const reading = useMemo(() => types.filter(({ kind }) => kind === 'read'), [types]);
  const type = reading.find(({ id }) => id === until['type']);
  const about = useMemo(() => ({ connectionType: type?.connectionType }), [type]);
  const typeProblems = useProblemsAt('/until/type');
  const problems = useProblemsAt('/until/condition');
  return (
    <>
      <FieldFrame label="Looks by" description={type?.summary} messages={typeProblems} required>
        {(wiring) => (
          <Select
            {...wiring}
            searchable
            placeholder="Choose what is looked at"
            data={reading.map(({ id, title }) => ({ value: id, label: title }))}
            value={textAt(until, 'type') || null}
            error={wiring['aria-invalid']}
            disabled={readOnly}
            onChange={(next) => next && next !== until['type'] && set({ type: next, config: {} }, 'type')}
          />
        )}
      </FieldFrame>
      {type && <SchemaForm schema={type.configSchema} about={about} path="/until/config" value={configOf(until['config'])} onChange={(config, place) => set({ config }, place)} />}
      {type && (
        <ConditionField
          label="Goes on when"
          description="Looks at what was found, as “output”."
          draftKey={`${node}/until/condition`}
          value={textAt(until, 'condition') ?? ''}
          messages={problems}
          onChange={(condition) => set({ condition }, 'condition')}
        />
      )}
      <DurationSetting title="Looks every" path="/until/every" value={textAt(until, 'every') ?? ''} placeholder="5 minutes" onChange={(every) => every && set({ every }, 'every')} />
    </>
  );
}

function configOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
