import { Stack, TagsInput } from '@mantine/core';
import { textAt } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected, useProblemsAt } from '../context';
import { ConnectionInput } from '../fields/ConnectionInput';
import { FieldFrame } from '../fields/FieldFrame';
import { Section } from '../Section';
import { useNodeEdit } from '../useElementEdit';
import { TextSetting } from './TextSetting';

/** What carries a message to people. */
const carriers: readonly string[] = ['slack', 'teams', 'smtp', 'siem'];

/** How people hear that they are asked, and what happens while nobody decides. */
export function UrgingSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const connectionProblems = useProblemsAt('/connection', true);
  const toProblems = useProblemsAt('/escalateTo', true);
  const connection = textAt(node, 'connection') ?? '';
  const to = Array.isArray(node['escalateTo']) ? node['escalateTo'].map(String) : [];
  return (
    <Section title="Telling, reminding, escalating" summary={summary(node)} opened={connection !== '' || to.length > 0}>
      <Stack gap="md">
        <FieldFrame
          label="Tell people by"
          description="They get a link to the page where they decide. Following it decides nothing."
          messages={connectionProblems}
        >
          {(wiring) => (
            <ConnectionInput
              wiring={wiring}
              value={connection}
              type={undefined}
              types={carriers}
              required={false}
              disabled={readOnly}
              onChange={(next) => edit({ connection: next === '' ? undefined : next })}
            />
          )}
        </FieldFrame>
        <TextSetting title="Remind after" description="When nobody has decided by then." widget="duration" path="/remindAfter" value={textAt(node, 'remindAfter')} onChange={(remindAfter) => edit({ remindAfter }, '/remindAfter')} />
        <TextSetting title="And again every" description="Until somebody decides, at most 100 times." widget="duration" path="/remindEvery" value={textAt(node, 'remindEvery')} onChange={(remindEvery) => edit({ remindEvery }, '/remindEvery')} />
        <TextSetting title="Ask others after" description="When nobody has decided by then." widget="duration" path="/escalateAfter" value={textAt(node, 'escalateAfter')} onChange={(escalateAfter) => edit({ escalateAfter }, '/escalateAfter')} />
        <FieldFrame label="Others who may decide then" description="Roles, groups or names of users; those asked first may still decide." messages={toProblems}>
          {(wiring) => (
            <TagsInput
              {...wiring}
              data={['approver', 'admin', 'operator', 'editor']}
              value={to}
              disabled={readOnly}
              onChange={(next) => edit({ escalateTo: next.length === 0 ? undefined : next })}
            />
          )}
        </FieldFrame>
      </Stack>
    </Section>
  );
}

function summary(node: WorkflowNode): string {
  const connection = textAt(node, 'connection');
  return connection ? `by ${connection}` : 'nobody is told';
}
