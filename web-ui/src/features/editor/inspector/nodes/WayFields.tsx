import { Stack, Switch, TextInput } from '@mantine/core';
import type { WorkflowEdge } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { ConditionField } from '../condition/ConditionField';
import { useInspected } from '../context';
import { useDraft } from '../drafts';
import { useEdgeEdit } from '../useElementEdit';

/** A way out of a choice: its name, and when it is taken. */
export function WayFields({ edge }: { readonly edge: WorkflowEdge }) {
  const { readOnly } = useInspected();
  const edit = useEdgeEdit(edge.id);
  const all = useEditor((state) => state.problems);
  const problems = all.filter((problem) => problem.element === edge.id && (problem.path ?? '').startsWith('/when'));
  const [remembered, remember] = useDraft<string>(`${edge.id}/when#remembered`);
  const setOtherwise = (otherwise: boolean) => {
    if (otherwise && edge.when) remember(edge.when);
    edit(otherwise ? { otherwise, when: undefined } : { otherwise: undefined, when: edge.when ?? remembered });
  };
  return (
    <Stack gap="sm" mt="xs">
      <TextInput label="Name of the way" value={edge.name ?? ''} disabled={readOnly} onChange={(event) => edit({ name: event.currentTarget.value || undefined }, '/name')} />
      <Switch
        size="sm"
        label="Otherwise"
        description="Taken when no other way holds."
        checked={edge.otherwise === true}
        disabled={readOnly}
        onChange={(event) => setOtherwise(event.currentTarget.checked)}
      />
      {!edge.otherwise && (
        <ConditionField
          label="Taken when"
          draftKey={`${edge.id}/when`}
          value={edge.when ?? ''}
          messages={problems}
          onChange={(when) => edit({ when: when === '' ? undefined : when }, '/when')}
        />
      )}
    </Stack>
  );
}
