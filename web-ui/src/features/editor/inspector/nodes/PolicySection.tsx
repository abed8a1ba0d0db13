import { Select, Stack } from '@mantine/core';
import type { NodeType } from '@/api/types';
import { isJsonObject, textAt, type Json } from '@/model/json';
import { policyText, usualRetry as usual } from '@/model/retryPolicy';
import { withField } from '@/model/schemaForm';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { Section } from '../Section';
import { useNodeEdit } from '../useElementEdit';
import { DurationSetting } from './DurationSetting';
import { NumberSetting } from './NumberSetting';

/** What happens when the node fails or takes too long. */
export function PolicySection({ node, type }: { readonly node: WorkflowNode; readonly type: NodeType | undefined }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const retry = isJsonObject(node['retry']) ? node['retry'] : {};
  const setRetry = (name: string, value: Json | undefined) => {
    const next = withField(retry, name, value);
    edit({ retry: Object.keys(next).length === 0 ? undefined : next }, `/retry/${name}`);
  };
  const number = (name: string) => (typeof retry[name] === 'number' ? retry[name] : undefined);
  return (
    <Section title="Retries and time limit" summary={policyText(node)}>
      <Stack gap="md">
        <NumberSetting title="Tries in all" path="/retry/maxAttempts" value={number('maxAttempts')} minimum={1} maximum={100} whole placeholder={`${usual.maxAttempts} unless set; 1 never tries again`} onChange={(value) => setRetry('maxAttempts', value)} />
        <DurationSetting title="Wait before the second try" path="/retry/initial" value={textAt(retry, 'initial') ?? ''} placeholder="2 seconds unless set" onChange={(value) => setRetry('initial', value)} />
        <NumberSetting title="Each wait longer by" description="Every wait is the one before, times this." path="/retry/factor" value={number('factor')} minimum={1} maximum={100} whole={false} placeholder={`${usual.factor} unless set`} onChange={(value) => setRetry('factor', value)} />
        <DurationSetting title="Longest wait" path="/retry/max" value={textAt(retry, 'max') ?? ''} placeholder="5 minutes unless set" onChange={(value) => setRetry('max', value)} />
        <DurationSetting title="Time limit" description="For the node as a whole, its tries and waits included." path="/timeout" value={textAt(node, 'timeout') ?? ''} placeholder="None unless set" onChange={(timeout) => edit({ timeout }, '/timeout')} />
        {(type?.effectClass === 'blind' || node['repeat'] !== undefined) && (
          <FieldFrame label="When nobody can know whether it happened" description="After a lost answer: ask a person, or do it again because twice does no harm.">
            {(wiring) => (
              <Select
                {...wiring}
                data={[{ value: 'at-most-once', label: 'Ask a person' }, { value: 'at-least-once', label: 'Do it again' }]}
                value={textAt(node, 'repeat') ?? 'at-most-once'}
                allowDeselect={false}
                disabled={readOnly}
                onChange={(repeat) => edit({ repeat: repeat === 'at-most-once' ? undefined : (repeat ?? undefined) })}
              />
            )}
          </FieldFrame>
        )}
      </Stack>
    </Section>
  );
}
