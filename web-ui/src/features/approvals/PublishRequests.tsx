import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { publishRequestsQuery } from '@/api/workflows';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';

/** Drafts that somebody other than their author should look at and publish. */
export function PublishRequests() {
  const requests = useQuery(publishRequestsQuery);
  if (!requests.data || requests.data.length === 0) return null;
  return (
    <Stack gap="xs" mt="lg">
      <Title order={2}>Waits to be published</Title>
      {requests.data.map((request) => (
        <Paper key={request.workflow} component="article" radius="lg" p="lg">
          <Group justify="space-between" gap="sm">
            <div>
              <Text fw={600}>{request.name}</Text>
              <Text size="sm" c="dimmed">
                revision {request.revision} · asked by {request.requestedBy} <When at={request.requestedAt} />
              </Text>
              {request.comment && <Text size="sm">{request.comment}</Text>}
            </div>
            <TextLink to="/workflows/$workflowId/edit" params={{ workflowId: request.workflow }} size="sm" underline="always">
              Look at it and publish
            </TextLink>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
