import { Select, Stack, Switch, Text } from '@mantine/core';
import { canHost } from '@/model/graph';
import { findNode, nodeName, type WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { useInspected, useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { EventFields, type EventKind, eventKind } from './EventFields';

/** What leads away from a node: an error of it, a time, something heard, or its undoing. */
export function BoundarySettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const hostProblems = useProblemsAt('/on');
  const document = useEditor((state) => state.document);
  const types = useEditor((state) => state.catalogue.nodeTypes);
  const host = findNode(document, node.on ?? '');
  const errors = types.find(({ id }) => id === host?.type)?.errors ?? {};
  const kind = eventKind(node['event']);
  const hosts = document.nodes.filter((one) => canHost(one.kind) && one.in === node.in);
  const offered: EventKind[] = ['error', 'timer', 'message', 'signal', ...(host?.kind === 'scope' ? ['escalation' as const] : []), 'compensation'];
  const ends = kind === 'error';
  return (
    <Stack gap="md">
      <FieldFrame label="Hangs on" messages={hostProblems}>
        {(wiring) => (
          <Select
            {...wiring}
            searchable
            data={hosts.map((one) => ({ value: one.id, label: nodeName(one) }))}
            value={node.on ?? null}
            allowDeselect={false}
            disabled={readOnly}
            onChange={(on) => on && edit({ on })}
          />
        )}
      </FieldFrame>
      <EventFields
        label="Leads away"
        event={node['event']}
        offered={offered}
        errors={errors}
        onChange={(event, place) => edit(eventKind(event) === kind ? { event } : { event, interrupting: undefined }, place)}
      />
      {kind === 'compensation' ? (
        <Text size="sm" c="dimmed">
          Its one way leads to the task that makes good what {host ? `“${nodeName(host)}”` : 'the node'} did. That task runs only when changes are undone,
          and nothing follows it.
        </Text>
      ) : (
        <Switch
          size="sm"
          label="Ends the node"
          description={ends ? 'An error always ends it.' : 'Off: the node goes on, and this way is gone beside it.'}
          checked={node['interrupting'] !== false}
          disabled={readOnly || ends}
          onChange={(change) => edit({ interrupting: change.currentTarget.checked ? undefined : false })}
        />
      )}
    </Stack>
  );
}
