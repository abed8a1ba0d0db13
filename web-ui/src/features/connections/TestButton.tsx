import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { useTestConnection } from '@/api/administration';
import { explain } from '@/api/problem';
import { useManages } from '@/api/session';
import { Badge } from '@/shared/ui/Badge';

/** Tries the connection, and says what came of it. */
export function TestButton({ name }: { readonly name: string }) {
  const test = useTestConnection();
  const may = useManages(name);
  const failure = test.error && explain(test.error);
  const ok = test.data?.ok ?? false;
  const message = failure ? failure.detail || failure.title : test.data?.message;
  return (
    <Group gap="xs" role="status">
      {may && (
        <Button
          variant="default"
          size="xs"
          aria-label={`Test ${name}`}
          loading={test.isPending}
          onClick={() => test.mutate(name)}
        >
          Test
        </Button>
      )}
      {message !== undefined && (
        <>
          <Badge
            tone={ok ? 'good' : 'bad'}
            icon={ok ? <IconCircleCheckFilled aria-hidden /> : <IconAlertTriangleFilled aria-hidden />}
          >
            {ok ? 'Works' : 'Fails'}
          </Badge>
          <Text size="xs" c="dimmed" maw={240}>
            {message}
          </Text>
        </>
      )}
    </Group>
  );
}
