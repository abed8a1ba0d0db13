import { Select, Stack } from '@mantine/core';
import { useMemo } from 'react';
import type { TriggerType } from '@/api/types';
import type { Widget } from '@/model/schemaForm';
import type { WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { useInspected } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { SchemaForm } from '../fields/SchemaForm';
import { useNodeEdit } from '../useElementEdit';
import { Sender } from './Sender';
import { UnknownType } from './UnknownType';

const special: { readonly [trigger: string]: { readonly [field: string]: Widget } | undefined } = {
  manual: { schema: 'form' },
  webhook: { schema: 'form' },
  message: { schema: 'form' },
  signal: { schema: 'form' },
  schedule: { cron: 'cron', timeZone: 'time-zone' },
};
const hasNothing = { properties: {} };

/** What begins a run: the trigger and its settings. */
export function StartSettings({ node, type }: { readonly node: WorkflowNode; readonly type: TriggerType | undefined }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const triggers = useEditor((state) => state.catalogue.triggerTypes);
  const about = useMemo(() => {
    const fields = special[node.trigger ?? ''];
    return fields ? { special: fields } : {};
  }, [node.trigger]);
  const known = triggers.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Stack gap="md">
      <FieldFrame label="Begins with" description={type?.summary}>
        {(wiring) => (
          <Select
            {...wiring}
            data={type || !node.trigger ? known : [...known, { value: node.trigger, label: `${node.trigger} (not installed)` }]}
            value={node.trigger ?? null}
            allowDeselect={false}
            disabled={readOnly}
            onChange={(trigger) => trigger && trigger !== node.trigger && edit({ trigger, config: {} })}
          />
        )}
      </FieldFrame>
      {type ? (
        <SchemaForm schema={type.configSchema ?? hasNothing} about={about} path="/config" value={node.config ?? {}} onChange={(config, place) => edit({ config }, place)} />
      ) : (
        <UnknownType id={node.trigger} config={node.config} />
      )}
      {type && <Sender node={node} source={type.source} />}
    </Stack>
  );
}
