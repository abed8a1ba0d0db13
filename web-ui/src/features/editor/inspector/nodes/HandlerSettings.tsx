import { Stack, Switch } from '@mantine/core';
import { findNode, nodeName, type WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { useInspected } from '../context';
import { useNodeEdit } from '../useElementEdit';
import { EventFields, type EventKind, eventKind } from './EventFields';

const offered: readonly EventKind[] = ['error', 'timer', 'message', 'signal', 'escalation'];
const noErrors = {};

/** What begins the steps in a handler, and what becomes of everything else around it. */
export function HandlerSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const around = useEditor(({ document }) => (node.in === undefined ? undefined : findNode(document, node.in)));
  const where = around ? `in “${nodeName(around)}”` : 'in the run';
  const kind = eventKind(node['event']);
  const ends = kind === 'error';
  return (
    <Stack gap="md">
      <EventFields
        label="Begins"
        event={node['event']}
        offered={offered}
        errors={noErrors}
        onChange={(event, place) => edit(eventKind(event) === kind ? { event } : { event, interrupting: undefined }, place)}
      />
      <Switch
        size="sm"
        label={`Ends everything else ${where}`}
        description={ends ? 'An error always does.' : 'Off: the rest goes on beside it.'}
        checked={node['interrupting'] !== false}
        disabled={readOnly || ends}
        onChange={(change) => edit({ interrupting: change.currentTarget.checked ? undefined : false })}
      />
    </Stack>
  );
}
