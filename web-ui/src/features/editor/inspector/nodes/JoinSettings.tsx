import { SegmentedControl } from '@mantine/core';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';

/** What a join waits for. */
export function JoinSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const active = node['awaits'] === 'active';
  return (
    <FieldFrame
      label="Waits for"
      description={
        active
          ? 'Goes on as soon as nothing that is under way can come here any more: right behind a choice of several.'
          : 'Goes on when every way in has come: right behind a fork.'
      }
      grouped
    >
      {(wiring) => (
        <SegmentedControl
          fullWidth
          aria-labelledby={wiring['aria-labelledby']}
          data={[{ value: 'all', label: 'every way in' }, { value: 'active', label: 'what is under way' }]}
          value={active ? 'active' : 'all'}
          disabled={readOnly}
          onChange={(next) => edit({ awaits: next === 'active' ? next : undefined })}
        />
      )}
    </FieldFrame>
  );
}
