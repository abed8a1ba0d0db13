import { Alert, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { celPath } from '@/model/cel';
import { canPin } from '@/model/graph';
import { asText, type JsonObject } from '@/model/json';
import { fieldTrees, typeText, valueAt } from '@/model/scope';
import { stalenessText } from '@/model/stale';
import type { WorkflowNode } from '@/model/workflow';
import { useEditor } from '../../useEditor';
import { useStaleness } from '../../useStaleness';
import classes from '../Inspector.module.css';
import { PinEditor } from './PinEditor';

interface Props {
  readonly node: WorkflowNode;
  readonly schema: JsonObject | undefined;
  readonly errors: { readonly [code: string]: string };
}

/** What a node gives, with a pin for trying what follows. */
export function OutputTab({ node, schema, errors }: Props) {
  const pin = useEditor((state) => state.pins[node.id]);
  const sample = useEditor((state) => state.sample?.nodes[node.id]);
  const staleness = useStaleness(node.id);
  const pinnable = canPin(node.kind);
  const shown = pin && 'output' in pin ? pin.output : sample;
  const [tree] = useMemo(() => (schema ? fieldTrees([{ name: `nodes.${node.id}.output`, title: 'Output', schema, maybeAbsent: false }]) : []), [schema, node.id]);
  return (
    <Stack gap="md">
      {staleness && (
        <Alert color="yellow" p="xs">
          {stalenessText(staleness)}. {pin ? 'Pin it anew, or try the node again.' : 'Try it again.'}
        </Alert>
      )}
      {pinnable && <PinEditor key={node.id} node={node} schema={schema} errors={errors} sample={sample} />}
      {tree && tree.children.length > 0 ? (
        <dl className={classes['terms']}>
          {tree.children.map((field) => {
            const value = valueAt(shown, field.path.slice(3));
            return (
              <div key={celPath(field.path)}>
                <dt>
                  <b>{field.title}</b>{' '}
                  <Text span size="xs" c="dimmed">
                    {typeText(field.type)}
                    {field.guards.length > 0 ? ', may be missing' : ''} · <span className="mono">{celPath(field.path)}</span>
                  </Text>
                </dt>
                {(field.description || value !== undefined) && (
                  <dd>
                    {field.description}
                    {value !== undefined && (
                      <Text size="xs" c="var(--tone-good)" className="mono" lineClamp={3}>
                        {value === null ? 'nothing' : asText(value)}
                      </Text>
                    )}
                  </dd>
                )}
              </div>
            );
          })}
        </dl>
      ) : (
        <Text size="sm" c="dimmed">
          {pinnable || node.kind === 'call' || node.kind === 'scope' ? 'What it gives is not described beforehand.' : 'It gives nothing that others could refer to.'}
        </Text>
      )}
    </Stack>
  );
}
