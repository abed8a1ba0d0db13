import { NumberInput, Stack, TagsInput } from '@mantine/core';
import { textAt } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected, useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { TextSetting } from './TextSetting';
import { UrgingSettings } from './UrgingSettings';

/** What a person is asked, who may answer, and until when. */
export function ApprovalSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const problems = useProblemsAt('/approvers', true);
  const votesProblems = useProblemsAt('/votes', true);
  const approvers = Array.isArray(node['approvers']) ? node['approvers'].map(String) : [];
  return (
    <Stack gap="md">
      <TextSetting title="Question" description="One line; people read it in their inbox." path="/title" value={textAt(node, 'title')} example="Patch ${trigger.instanceId} now?" onChange={(title) => edit({ title }, '/title')} />
      <TextSetting title="What they should know" widget="multiline" path="/description" value={textAt(node, 'description')} onChange={(description) => edit({ description }, '/description')} />
      <FieldFrame label="Who may decide" description="Roles, groups or names of users; everybody with the role “approver” when empty." messages={problems}>
        {(wiring) => (
          <TagsInput
            {...wiring}
            data={['approver', 'admin', 'operator', 'editor']}
            value={approvers}
            placeholder={approvers.length === 0 ? 'approver' : ''}
            disabled={readOnly}
            onChange={(next) => edit({ approvers: next.length === 0 ? undefined : next })}
          />
        )}
      </FieldFrame>
      <FieldFrame label="How many must agree" description="Different people; one who rejects is enough to stop it." messages={votesProblems}>
        {(wiring) => (
          <NumberInput
            {...wiring}
            min={1}
            max={10}
            allowDecimal={false}
            value={typeof node['votes'] === 'number' ? node['votes'] : 1}
            disabled={readOnly}
            onChange={(next) => typeof next === 'number' && edit({ votes: next === 1 ? undefined : next })}
          />
        )}
      </FieldFrame>
      <TextSetting title="Time to decide" description="When it has passed the decision is “expired”." widget="duration" path="/deadline" value={textAt(node, 'deadline')} onChange={(deadline) => edit({ deadline }, '/deadline')} />
      <UrgingSettings node={node} />
    </Stack>
  );
}
