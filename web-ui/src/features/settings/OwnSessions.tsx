import { Button, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ownSessionsQuery, useEndOtherSessions, useEndSession } from '@/api/account';
import { useSession } from '@/api/session';
import type { LiveSession } from '@/api/types';
import { browserName } from '@/model/browser';
import { Badge } from '@/shared/ui/Badge';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { When } from '@/shared/ui/When';

/** Where one is signed in; each place can be signed out from here. */
export function OwnSessions() {
  const sessions = useQuery(ownSessionsQuery);
  const endOthers = useEndOtherSessions();
  if (sessions.isPending) return <Loading rows={2} />;
  if (sessions.isError) return <ErrorNote error={sessions.error} onRetry={() => sessions.refetch()} />;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Where you are signed in
        </Title>
        {sessions.data.length > 1 && (
          <ConfirmButton
            label="Sign out everywhere else"
            variant="default"
            size="xs"
            question="Sign out everywhere else?"
            confirm="Sign out"
            onConfirm={() =>
              endOthers.mutate(undefined, {
                onSuccess: ({ sessions: ended }) => notifyDone(`${ended} ended.`),
                onError: notifyProblem,
              })
            }
          >
            All your sessions end but this one. Open pages of theirs ask for the password within seconds.
          </ConfirmButton>
        )}
      </Group>
      <Paper radius="lg" p="xs">
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Browser</Table.Th>
                <Table.Th>Address</Table.Th>
                <Table.Th>Signed in</Table.Th>
                <Table.Th>Last used</Table.Th>
                <Table.Th>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sessions.data.map((session) => (
                <Line key={session.id} session={session} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
    </Stack>
  );
}

function Line({ session }: { readonly session: LiveSession }) {
  const providers = useSession()?.providers ?? [];
  const end = useEndSession();
  const provider = providers.find(({ id }) => id === session.way)?.title;
  const browser = browserName(session.agent);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={8}>
          {browser}
          {session.current && <Badge tone="good">This one</Badge>}
        </Group>
        {provider && (
          <Text size="xs" c="dimmed">
            with {provider}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="mono">{session.remote}</Table.Td>
      <Table.Td>
        <When at={session.begunAt} as="full" />
      </Table.Td>
      <Table.Td>
        <When at={session.usedAt} />
      </Table.Td>
      <Table.Td ta="right">
        {!session.current && (
          <Button
            variant="default"
            size="xs"
            loading={end.isPending}
            aria-label={`Sign out ${browser} at ${session.remote}`}
            onClick={() => end.mutate(session.id, { onError: notifyProblem })}
          >
            Sign out
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
