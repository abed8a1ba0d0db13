import { SegmentedControl, Stack } from '@mantine/core';
import { textAt, type JsonObject } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected } from '../context';
import { useDraft } from '../drafts';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { MapSetting } from './MapSetting';
import { TextSetting } from './TextSetting';

const kinds = ['message', 'signal', 'escalation'] as const;
type Kind = (typeof kinds)[number];

const fresh: { readonly [kind in Kind]: JsonObject } = {
  message: { message: '', key: '' },
  signal: { signal: '' },
  escalation: { escalation: '' },
};
const nothing = { message: undefined, key: undefined, signal: undefined, escalation: undefined, payload: undefined };

const explanations: { readonly [kind in Kind]: string } = {
  message: 'Wakes the run that waits for this name and key; kept for a while when none does yet.',
  signal: 'Wakes every run that waits for this name now.',
  escalation: 'Told to the nearest area around that takes the code; the path goes on unless that ends it.',
};

/** What a node tells others. */
export function ThrowSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const [others, keepOthers] = useDraft<{ readonly [kind: string]: JsonObject | undefined }>(`${node.id}#thrown`);
  const kind = kinds.find((one) => node[one] !== undefined) ?? 'message';
  const change = (next: Kind) => {
    if (next === kind) return;
    const { message, key, signal, escalation, payload } = node;
    keepOthers({ ...others, [kind]: { message, key, signal, escalation, payload } });
    edit({ ...nothing, ...(others?.[next] ?? fresh[next]) });
  };
  const text = (name: string) => (value: string | undefined) => edit({ [name]: value ?? '' }, `/${name}`);
  return (
    <Stack gap="md">
      <FieldFrame label="Tells" description={explanations[kind]} grouped>
        {(wiring) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={wiring['aria-labelledby']}
            data={[{ value: 'message', label: 'a message' }, { value: 'signal', label: 'a signal' }, { value: 'escalation', label: 'an escalation' }]}
            value={kind}
            disabled={readOnly}
            onChange={(next) => change(next as Kind)}
          />
        )}
      </FieldFrame>
      {kind === 'message' && (
        <>
          <TextSetting title="Message" description="Its name, as the one that waits gives it." required path="/message" value={textAt(node, 'message')} onChange={text('message')} example="machine-rebooted" />
          <TextSetting title="Key" description="Finds the run that is meant among those that wait." required path="/key" value={textAt(node, 'key')} onChange={text('key')} example="=trigger.instanceId" />
        </>
      )}
      {kind === 'signal' && <TextSetting title="Signal" description="Its name." required path="/signal" value={textAt(node, 'signal')} onChange={text('signal')} example="change-freeze" />}
      {kind === 'escalation' && <TextSetting title="Code" description="What an event around looks for; empty for those that take any." path="/escalation" value={textAt(node, 'escalation')} onChange={text('escalation')} example="late" />}
      {kind !== 'escalation' && (
        <MapSetting title="Payload" description="What it brings; the output of what waits for it." path="/payload" value={node['payload']} onChange={(payload) => edit({ payload }, '/payload')} />
      )}
    </Stack>
  );
}
