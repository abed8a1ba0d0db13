import { Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useEditor, useEditorStore } from '../useEditor';
import { useTypedText } from './drafts';
import { ProblemNote } from './GeneralProblems';
import { InspectedElement } from './InspectedElement';
import classes from './Inspector.module.css';
import { VariablesEditor } from './VariablesEditor';

/** Nothing is selected: the workflow as a whole. */
export function WorkflowInspector() {
  const store = useEditorStore();
  const id = useEditor((state) => state.workflowId ?? 'new');
  const name = useEditor((state) => state.document.name);
  const description = useEditor((state) => state.document.description ?? '');
  const problems = useEditor((state) => state.problems);
  const readOnly = useEditor((state) => !state.rights.edit);
  const typed = useTypedText(
    `${id}#name`, name,
    (text) => (text.trim() === '' ? { error: 'Give it a name.' } : undefined),
    (text) => store.getState().edit({ type: 'set-header', name: text, description }, { burst: 'workflow name' }),
  );
  return (
    <InspectedElement id="" scopeNode={undefined}>
      <div className={classes['body']}>
        <ProblemNote problems={problems.filter(({ element }) => !element)} />
        <Stack gap="md">
          <TextInput label="Name" value={typed.text} error={typed.error} disabled={readOnly} onChange={(event) => typed.type(event.currentTarget.value)} />
          <Textarea
            label="Description"
            description="What it is for; seen in the list of workflows."
            autosize
            minRows={3}
            maxRows={14}
            value={description}
            disabled={readOnly}
            onChange={(event) => store.getState().edit({ type: 'set-header', name, description: event.currentTarget.value }, { burst: 'workflow description' })}
          />
          <div>
            <Title order={3}>Variables</Title>
            <Text size="xs" c="dimmed" mb="xs">
              Values that several nodes use and that can be set anew for each run: vars.threshold.
            </Text>
            <VariablesEditor />
          </div>
          <div>
            <Title order={3} mb={4}>How to go on</Title>
            <Text size="sm" c="dimmed">
              Drag a node from the left, or press N. Select a node or a line to set it here. Every field takes a fixed value or, after “=”, an
              expression. Nothing you type is lost, and Ctrl-Z takes back any step.
            </Text>
          </div>
        </Stack>
      </div>
    </InspectedElement>
  );
}
