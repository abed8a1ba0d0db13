import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { isJsonObject, textAt, type JsonObject } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { ConditionField } from '../condition/ConditionField';
import { useInspected, useProblemsAt } from '../context';
import { useDraft } from '../drafts';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { MapSetting } from './MapSetting';
import { TextSetting } from './TextSetting';

const explanations = {
  path: 'The path ends here; the run ends with its last path.',
  all: 'Every other path of the area it stands in ends too; at the top, and with them the run. A change that is under way is waited for.',
  error: 'Every other path of the area ends too: the nearest event around that takes the code goes on; when none does, the run has failed.',
  verdict: 'The path ends here and says whether what was checked passes; the run ends with its last path.',
} as const;
type Ends = keyof typeof explanations;

/** What an end ends. Its name says how it came out, and is seen in lists of runs. */
export function EndSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const codeProblems = useProblemsAt('/error/code');
  const error = isJsonObject(node['error']) ? node['error'] : undefined;
  const verdict = isJsonObject(node['verdict']) ? node['verdict'] : undefined;
  const [kept, keep] = useDraft<JsonObject>(`${node.id}/verdict#off`);
  const ends: Ends = error ? 'error' : verdict ? 'verdict' : node['terminate'] === true ? 'all' : 'path';
  const choose = (next: Ends) => {
    if (verdict) keep(verdict);
    edit({
      terminate: next === 'all' ? true : undefined,
      error: next === 'error' ? { code: 'run.failed' } : undefined,
      verdict: next === 'verdict' ? (kept ?? { resource: '', pass: '' }) : undefined,
    });
  };
  return (
    <Stack gap="md">
      <FieldFrame label="Ends" description={explanations[ends]} grouped>
        {(wiring) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={wiring['aria-labelledby']}
            data={[
              { value: 'path', label: 'its path' },
              { value: 'all', label: 'everything' },
              { value: 'error', label: 'with an error' },
              { value: 'verdict', label: 'with a verdict' },
            ]}
            value={ends}
            disabled={readOnly}
            onChange={(next) => choose(next as Ends)}
          />
        )}
      </FieldFrame>
      {error && (
        <>
          <FieldFrame
            label="Code"
            description="Short and stable, such as scan.late: statistics and calling workflows look for it."
            required
            messages={codeProblems}
          >
            {(wiring) => (
              <TextInput
                {...wiring}
                value={textAt(error, 'code') ?? ''}
                disabled={readOnly}
                onChange={(change) => edit({ error: { ...error, code: change.currentTarget.value } }, '/error/code')}
              />
            )}
          </FieldFrame>
          <TextSetting
            title="Message"
            description="For people."
            path="/error/message"
            value={textAt(error, 'message')}
            onChange={(message) => edit({ error: { code: error['code'] ?? '', ...(message ? { message } : {}) } }, '/error/message')}
          />
        </>
      )}
      {verdict && <VerdictFields node={node} verdict={verdict} />}
      <MapSetting
        title="Gives back"
        description="Part of the result of the run, the item or the scope that ends here."
        path="/result"
        value={node['result']}
        onChange={(result) => edit({ result }, '/result')}
      />
      <Text size="xs" c="dimmed">
        Its name says how it came out, and is seen in lists of runs.
      </Text>
    </Stack>
  );
}

/** Whether a resource passes what the workflow checks. */
function VerdictFields({ node, verdict }: { readonly node: WorkflowNode; readonly verdict: JsonObject }) {
  const edit = useNodeEdit(node.id);
  const problems = useProblemsAt('/verdict/pass', true);
  const { reason: _, ...plain } = verdict;
  return (
    <>
      <TextSetting
        title="What was checked"
        description="The resource the verdict is about."
        required
        path="/verdict/resource"
        value={textAt(verdict, 'resource')}
        example="=trigger.instanceId"
        onChange={(resource) => edit({ verdict: { ...verdict, resource: resource ?? '' } }, '/verdict/resource')}
      />
      <ConditionField
        label="Passes when"
        draftKey={`${node.id}/verdict/pass`}
        value={textAt(verdict, 'pass') ?? ''}
        messages={problems}
        onChange={(pass) => edit({ verdict: { ...verdict, pass } }, '/verdict/pass')}
      />
      <TextSetting
        title="Because"
        description="For people: what was found."
        path="/verdict/reason"
        value={textAt(verdict, 'reason')}
        example="TruRisk is ${nodes.risk.output.score}"
        onChange={(reason) => edit({ verdict: reason ? { ...verdict, reason } : plain }, '/verdict/reason')}
      />
    </>
  );
}
