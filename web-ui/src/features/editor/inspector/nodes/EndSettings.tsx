import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { isJsonObject, textAt } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected, useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { TextSetting } from './TextSetting';

const explanations = {
  path: 'The path ends here; the run ends with its last path.',
  all: 'Every other path ends too, and with them the run. A change that is under way is waited for.',
  error: 'Every other path ends too, and the run has failed.',
} as const;
type Ends = keyof typeof explanations;

/** What an end ends. Its name says how it came out, and is seen in lists of runs. */
export function EndSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const codeProblems = useProblemsAt('/error/code');
  const error = isJsonObject(node['error']) ? node['error'] : undefined;
  const ends: Ends = error ? 'error' : node['terminate'] === true ? 'all' : 'path';
  const choose = (next: Ends) =>
    edit({
      terminate: next === 'all' ? true : undefined,
      error: next === 'error' ? { code: 'run.failed' } : undefined,
    });
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
      <Text size="xs" c="dimmed">
        Its name says how it came out, and is seen in lists of runs.
      </Text>
    </Stack>
  );
}
