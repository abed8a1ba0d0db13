import { Alert, Button, List, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { ApiProblem, explain } from '@/api/problem';

interface Props {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What went wrong in the server's own words, and the way on. */
export function ErrorNote({ error, onRetry }: Props) {
  if (!error) return null;
  const { title, detail, code } = explain(error);
  const problems = error instanceof ApiProblem ? error.problems : [];
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden />} title={title}>
      {detail && <Text size="sm">{detail}</Text>}
      {problems.length > 0 && (
        <List size="sm" mt="xs">
          {problems.slice(0, 8).map((problem) => (
            <List.Item key={`${problem.element} ${problem.path} ${problem.code}`}>
              {problem.element && <b>{problem.element}: </b>}
              {problem.message}
            </List.Item>
          ))}
        </List>
      )}
      {code && (
        <Text size="xs" c="dimmed" mt={4} className="mono">
          {code}
        </Text>
      )}
      {onRetry && (
        <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
