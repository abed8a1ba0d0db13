import { Alert, List } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '@/api/types';
import type { JsonObject } from '@/model/json';
import type { WorkflowNode } from '@/model/workflow';
import { useInspected } from './context';
import { isGeneral } from './fields/useFieldProblems';
import { shownAt } from './nodes/problemPaths';

/** What is wrong with the node as a whole, that no field of it shows. */
export function GeneralProblems({ node, schema }: { readonly node: WorkflowNode; readonly schema: JsonObject | undefined }) {
  const { problems } = useInspected();
  const shown = shownAt(node, schema);
  return <ProblemNote problems={problems.filter((problem) => isGeneral(problem, shown))} />;
}

export function ProblemNote({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  const error = problems.some(({ severity }) => severity === 'error');
  return (
    <Alert
      mb="md"
      p="xs"
      color={error ? 'red' : 'yellow'}
      variant="light"
      icon={error ? <IconAlertCircle aria-label="Error" /> : <IconAlertTriangle aria-label="Warning" />}
    >
      <List size="sm" listStyleType="none" spacing={4}>
        {problems.map((problem) => (
          <List.Item key={`${problem.code} ${problem.path} ${problem.message}`}>{problem.message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
