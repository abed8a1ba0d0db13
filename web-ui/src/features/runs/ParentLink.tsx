import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { runQuery } from '@/api/runs';
import type { RunParent } from '@/api/types';
import { findNode, nodeName, type WorkflowNode } from '@/model/workflow';
import { TextLink } from '@/shared/ui/links';

/** Back to the run of which this one is a part: an item of a for-each there, or a call. */
export function ParentLink({ parent }: { readonly parent: RunParent }) {
  const { run, node } = parent;
  const around = useQuery(runQuery(run));
  return (
    <Text size="sm" component="span">
      › {partText(parent, around.data && findNode(around.data.document, node))} of{' '}
      <TextLink to="/runs/$runId" params={{ runId: run }} search={{ node }} size="sm" underline="always">
        run <span className="mono">{run}</span>
      </TextLink>
    </Text>
  );
}

function partText({ node, index }: RunParent, drawn: WorkflowNode | undefined): string {
  const name = drawn ? nodeName(drawn) : node;
  if (drawn?.kind === 'for-each' && typeof index === 'number') return `item ${index + 1} of “${name}”`;
  return drawn?.kind === 'call' ? `called by “${name}”` : `part of “${name}”`;
}
