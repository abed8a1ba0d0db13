import { Select, Stack, Text } from '@mantine/core';
import { withInside } from '@/model/areas';
import { textAt } from '@/model/json';
import { nodeName, type WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { useInspected, useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';

/** Which changes are undone: of all around it, or of one node. */
export function CompensateSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const document = useEditor((state) => state.document);
  const problems = useProblemsAt('/of');
  const around = node.in === undefined ? undefined : withInside(document, [node.in]);
  const chosen = textAt(node, 'of');
  const known = document.nodes.filter(({ id, kind }) => (kind === 'task' || kind === 'scope') && (around === undefined || around.has(id) || id === chosen));
  return (
    <Stack gap="md">
      <FieldFrame label="Undoes what was changed by" messages={problems}>
        {(wiring) => (
          <Select
            {...wiring}
            searchable
            clearable
            placeholder={node.in === undefined ? 'Everything in this run' : 'Everything in the area it stands in'}
            data={known.map((one) => ({ value: one.id, label: nodeName(one) }))}
            value={chosen ?? null}
            disabled={readOnly}
            onChange={(of) => edit({ of: of ?? undefined })}
          />
        )}
      </FieldFrame>
      <Text size="sm" c="dimmed">
        The latest change first: by the task drawn to make it good, else by what its node type knows. What cannot be undone stays, and is listed.
      </Text>
    </Stack>
  );
}
