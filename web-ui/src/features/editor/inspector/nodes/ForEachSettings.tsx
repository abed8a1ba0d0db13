import { SegmentedControl, Stack } from '@mantine/core';
import { textAt } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { ExpressionSetting } from './ExpressionSetting';
import { NumberSetting } from './NumberSetting';

const list = { type: 'array' };

/** Over which list, how many at the same time, and what one failure means for the others. */
export function ForEachSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const goesOn = node['onFailure'] === 'go-on';
  return (
    <Stack gap="md">
      <ExpressionSetting
        title="For each of"
        description="A list. The steps within see each entry as `item`, and its place as `index`, from 0."
        path="/items"
        value={textAt(node, 'items') ?? ''}
        expected={list}
        example="trigger.instances"
        onChange={(items) => edit({ items }, '/items')}
      />
      <NumberSetting
        title="At the same time"
        description="One after the other unless set."
        path="/atOnce"
        value={typeof node['atOnce'] === 'number' ? node['atOnce'] : undefined}
        minimum={1}
        maximum={1000}
        whole
        placeholder="1"
        onChange={(atOnce) => edit({ atOnce: atOnce === 1 ? undefined : atOnce }, '/atOnce')}
      />
      <FieldFrame label="When one fails" description={goesOn ? 'The failed ones are counted: the output has total, done and failed.' : 'No further one begins, and this fails.'} grouped>
        {(wiring) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={wiring['aria-labelledby']}
            data={[{ value: 'stop', label: 'stop' }, { value: 'go-on', label: 'go on with the others' }]}
            value={goesOn ? 'go-on' : 'stop'}
            disabled={readOnly}
            onChange={(next) => edit({ onFailure: next === 'go-on' ? next : undefined })}
          />
        )}
      </FieldFrame>
    </Stack>
  );
}
