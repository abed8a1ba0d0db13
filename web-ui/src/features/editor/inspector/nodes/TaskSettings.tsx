import { Stack, Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { NodeType } from '@/api/types';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected } from '../context';
import { SchemaForm } from '../fields/SchemaForm';
import { useNodeEdit } from '../useElementEdit';
import { PolicySection } from './PolicySection';
import { UnknownType } from './UnknownType';

/** What a task does: the form of its node type, and how it deals with failure. */
export function TaskSettings({ node, type }: { readonly node: WorkflowNode; readonly type: NodeType | undefined }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const about = useMemo(() => ({ connectionType: type?.connectionType }), [type]);
  return (
    <>
      {type ? (
        <SchemaForm schema={type.configSchema} about={about} path="/config" value={node.config ?? {}} onChange={(config, place) => edit({ config }, place)} />
      ) : (
        <UnknownType id={node.type} config={node.config} />
      )}
      <PolicySection node={node} type={type} />
      <Stack mt="md">
        <Switch
          size="sm"
          label="Skip this node"
          description="It passes through and gives nothing; what refers to its output must bear that."
          checked={node['disabled'] === true}
          disabled={readOnly}
          onChange={(event) => edit({ disabled: event.currentTarget.checked ? true : undefined })}
        />
      </Stack>
    </>
  );
}
