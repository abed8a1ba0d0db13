import { Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Problem, Workflow } from '@/api/types';
import { findNode, nodeName } from '@/model/workflow';
import { Badge } from '@/shared/ui/Badge';
import { TextLink } from '@/shared/ui/links';

/** What is wrong with the draft, each with the way to it. */
export function ProblemList({ workflow }: { readonly workflow: Workflow }) {
  return (
    <Stack gap="xs">
      {workflow.problems.map((problem, index) => (
        <Line key={`${problem.code}-${index}`} workflow={workflow} problem={problem} />
      ))}
    </Stack>
  );
}

function Line({ workflow, problem }: { readonly workflow: Workflow; readonly problem: Problem }) {
  const node = problem.element ? findNode(workflow.document, problem.element) : undefined;
  const error = problem.severity === 'error';
  return (
    <Paper p="sm" radius="md">
      <Badge
        tone={error ? 'bad' : 'warn'}
        icon={error ? <IconAlertTriangleFilled aria-hidden /> : <IconAlertTriangle aria-hidden />}
      >
        {error ? 'Error' : 'Warning'}
      </Badge>
      <Text size="sm" mt={6}>
        {node && (
          <TextLink
            to="/workflows/$workflowId"
            params={{ workflowId: workflow.id }}
            search={{ node: node.id }}
            fw={600}
            mr={6}
          >
            {nodeName(node)}:
          </TextLink>
        )}
        {problem.message}
      </Text>
      <Text size="xs" c="dimmed" className="mono">
        {problem.code} {problem.path}
      </Text>
    </Paper>
  );
}
