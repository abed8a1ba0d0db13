import { SegmentedControl, Select, Stack, Switch, TagsInput } from '@mantine/core';
import { isJsonObject, textAt } from '@/model/json';
import { findNode, nodeName, type WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { useInspected, useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { useNodeEdit } from '../useElementEdit';
import { TextSetting } from './TextSetting';

/** What leads away from a node: an error of it, or a time. */
export function BoundarySettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const errorProblems = useProblemsAt('/event/error', true);
  const hostProblems = useProblemsAt('/on');
  const document = useEditor((state) => state.document);
  const types = useEditor((state) => state.catalogue.nodeTypes);
  const host = findNode(document, node.on ?? '');
  const errors = types.find(({ id }) => id === host?.type)?.errors ?? {};
  const event = isJsonObject(node['event']) ? node['event'] : { error: [] };
  const onTimer = event['timer'] !== undefined;
  const codes = Array.isArray(event['error']) ? event['error'].map(String) : [];
  const hosts = document.nodes.filter(({ kind }) => kind === 'task' || kind === 'wait' || kind === 'approval');
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
      <FieldFrame label="Leads away" grouped>
        {(wiring) => (
          <SegmentedControl
            fullWidth
            aria-labelledby={wiring['aria-labelledby']}
            data={[{ value: 'error', label: 'on an error' }, { value: 'timer', label: 'after a time' }]}
            value={onTimer ? 'timer' : 'error'}
            disabled={readOnly}
            onChange={(next) => edit({ event: next === 'timer' ? { timer: 'PT1H' } : { error: [] } })}
          />
        )}
      </FieldFrame>
      {onTimer ? (
        <TextSetting title="After" widget="duration" required path="/event/timer" value={textAt(event, 'timer')} onChange={(timer) => edit({ event: { timer: timer ?? '' } }, '/event/timer')} />
      ) : (
        <FieldFrame label="Which errors" description={codes.length === 0 ? 'Any, as none is named.' : codes.map((code) => errors[code]).filter(Boolean).join(' ')} messages={errorProblems}>
          {(wiring) => (
            <TagsInput
              {...wiring}
              data={Object.keys(errors)}
              value={codes}
              placeholder={codes.length === 0 ? 'Any error' : ''}
              disabled={readOnly}
              onChange={(error) => edit({ event: { error } })}
            />
          )}
        </FieldFrame>
      )}
      <Switch
        size="sm"
        label="Ends the node"
        description={onTimer ? 'Off: the node goes on, and this way is gone beside it.' : 'An error always ends it.'}
        checked={node['interrupting'] !== false}
        disabled={readOnly || !onTimer}
        onChange={(change) => edit({ interrupting: change.currentTarget.checked ? undefined : false })}
      />
    </Stack>
  );
}
