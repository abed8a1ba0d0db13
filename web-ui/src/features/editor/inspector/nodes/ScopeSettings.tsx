import { Stack, Switch, Text } from '@mantine/core';
import { isJsonObject, textAt } from '@/model/json';
import { usualRounds } from '@/model/kindWords';
import type { WorkflowNode } from '@/model/workflow';
import { ConditionField } from '../condition/ConditionField';
import { useInspected, useProblemsAt } from '../context';
import { useDraft } from '../drafts';
import { useNodeEdit } from '../useElementEdit';
import { NumberSetting } from './NumberSetting';

/** A scope: gone through once, or again as long as a condition holds. */
export function ScopeSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const problems = useProblemsAt('/loop/while', true);
  const [before, keep] = useDraft<typeof loop>(`${node.id}/loop#off`);
  const loop = isJsonObject(node['loop']) ? node['loop'] : undefined;
  const turn = (on: boolean) => {
    if (!on) keep(loop);
    edit({ loop: on ? (before ?? { while: '', most: 10 }) : undefined });
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        What stands in it is gone through as one: events that hang on it are events of all in it.
      </Text>
      <Switch
        size="sm"
        label="Again, as long as a condition holds"
        description="Looked at after each round."
        checked={loop !== undefined}
        disabled={readOnly}
        onChange={(change) => turn(change.currentTarget.checked)}
      />
      {loop && (
        <>
          <ConditionField
            label="Once more while"
            description="May refer to what the steps within gave."
            draftKey={`${node.id}/loop/while`}
            value={textAt(loop, 'while') ?? ''}
            messages={problems}
            onChange={(text) => edit({ loop: { ...loop, while: text } }, '/loop/while')}
          />
          <NumberSetting
            title="Rounds at most"
            path="/loop/most"
            value={typeof loop['most'] === 'number' ? loop['most'] : undefined}
            minimum={1}
            maximum={usualRounds}
            whole
            placeholder={`${usualRounds} unless set`}
            onChange={(most) => edit({ loop: most === undefined ? { while: textAt(loop, 'while') ?? '' } : { ...loop, most } }, '/loop/most')}
          />
        </>
      )}
    </Stack>
  );
}
