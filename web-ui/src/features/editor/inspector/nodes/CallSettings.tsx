import { Alert, Select, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TriggerType } from '@/api/types';
import { versionQuery, workflowQuery, workflowsQuery } from '@/api/workflows';
import { isJsonObject, textAt, type JsonObject } from '@/model/json';
import { nodeName, starts, type WorkflowNode } from '@/model/workflow';
import { TextLink } from '@/shared/ui/links';
import { useEditor } from '../../useEditor';
import { useInspected, useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';
import { SchemaForm } from '../fields/SchemaForm';
import { useNodeEdit } from '../useElementEdit';
import { MapSetting } from './MapSetting';

/** Which workflow is run, where it begins, and what it is given. */
export function CallSettings({ node }: { readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const problems = useProblemsAt('/workflow');
  const list = useInfiniteQuery(workflowsQuery(''));
  const chosen = textAt(node, 'workflow') ?? '';
  const published = list.data?.pages.flatMap((page) => page.items).filter(({ publishedVersion }) => publishedVersion !== null) ?? [];
  const listed = published.map(({ id, name }) => ({ value: id, label: name }));
  const known = chosen === '' || listed.some(({ value }) => value === chosen) ? listed : [...listed, { value: chosen, label: chosen }];
  return (
    <Stack gap="md">
      <FieldFrame
        label="Workflow"
        description={list.data && listed.length === 0 ? 'None is published yet: only what is published can be called.' : 'The version that is published when it is called.'}
        messages={problems}
        required
      >
        {(wiring) => (
          <Select
            {...wiring}
            searchable
            placeholder="Choose a published workflow"
            nothingFoundMessage="No published workflow of this name"
            data={known}
            value={chosen === '' ? null : chosen}
            error={wiring['aria-invalid']}
            disabled={readOnly}
            onSearchChange={(text) => text !== '' && list.hasNextPage && void list.fetchNextPage({ cancelRefetch: false })}
            onChange={(next) => next && next !== chosen && edit({ workflow: next, start: undefined, input: undefined })}
          />
        )}
      </FieldFrame>
      {chosen !== '' && <Called key={chosen} id={chosen} node={node} />}
    </Stack>
  );
}

/** What the called workflow asks for. */
function Called({ id, node }: { readonly id: string; readonly node: WorkflowNode }) {
  const edit = useNodeEdit(node.id);
  const { readOnly } = useInspected();
  const triggers = useEditor((state) => state.catalogue.triggerTypes);
  const startProblems = useProblemsAt('/start');
  const workflow = useQuery(workflowQuery(id));
  const number = workflow.data?.publishedVersion ?? 0;
  const version = useQuery({ ...versionQuery(id, number), enabled: number > 0 });
  const possible = useMemo(() => (version.data ? starts(version.data.document) : []), [version.data]);
  const start = textAt(node, 'start');
  const begun = possible.find((one) => one.id === start) ?? (possible.length === 1 ? possible[0] : undefined);
  const schema = begun && inputSchema(begun, triggers);
  const input = isJsonObject(node['input']) ? node['input'] : {};
  const set = (next: JsonObject, place: string) => edit({ input: Object.keys(next).length === 0 ? undefined : next }, place);
  return (
    <>
      {workflow.data && number === 0 && (
        <Alert color="yellow" p="xs">
          It is not published: a run would stop here until it is.
        </Alert>
      )}
      {workflow.isError && (
        <Alert color="yellow" p="xs" title="It cannot be looked at now">
          What is set is kept.
        </Alert>
      )}
      {possible.length > 1 && (
        <FieldFrame label="Begins at" messages={startProblems} required>
          {(wiring) => (
            <Select
              {...wiring}
              data={possible.map((one) => ({ value: one.id, label: nodeName(one) }))}
              value={start ?? null}
              placeholder="Choose one of its triggers"
              disabled={readOnly}
              onChange={(next) => edit({ start: next ?? undefined, input: undefined })}
            />
          )}
        </FieldFrame>
      )}
      {schema ? (
        <SchemaForm schema={schema} path="/input" value={input} onChange={set} />
      ) : (
        <MapSetting title="Input" description="What its trigger sees." path="/input" value={node['input']} onChange={(next) => set(next ?? {}, '/input')} />
      )}
      {workflow.data && (
        <Text size="xs" c="dimmed">
          <TextLink to="/workflows/$workflowId" params={{ workflowId: id }} size="xs">
            Look at “{workflow.data.name}”
          </TextLink>
        </Text>
      )}
    </>
  );
}

/** What its trigger asks for; undefined where nothing is known of it. */
function inputSchema(start: WorkflowNode, triggers: readonly TriggerType[]): JsonObject | undefined {
  const own = start.config?.['schema'];
  const schema = isJsonObject(own) ? own : triggers.find(({ id }) => id === start.trigger)?.eventSchema;
  const properties = schema?.['properties'];
  return isJsonObject(properties) && Object.keys(properties).length > 0 ? schema : undefined;
}
