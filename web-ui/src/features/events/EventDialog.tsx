import { Alert, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { eventQuery } from '@/api/administration';
import type { TriggerEvent } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { JsonBlock } from '@/shared/ui/JsonBlock';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { When } from '@/shared/ui/When';

interface Props {
  readonly event: TriggerEvent;
  readonly onClose: () => void;
}

/** What came in, as it came. */
export function EventDialog({ event, onClose }: Props) {
  const detail = useQuery(eventQuery(event.id));
  return (
    <Modal opened onClose={onClose} title="What came in" size="lg">
      <Stack gap="sm">
        <Text size="sm">
          From {event.source}, <When at={event.receivedAt} as="full" />
          {event.run && (
            <>
              {' · '}
              <TextLink to="/runs/$runId" params={{ runId: event.run }}>
                the run it set off
              </TextLink>
            </>
          )}
        </Text>
        {event.detail && <Text size="sm">{event.detail}</Text>}
        {detail.isPending ? (
          <Loading rows={1} height={160} />
        ) : detail.isError ? (
          <ErrorNote error={detail.error} onRetry={() => detail.refetch()} />
        ) : (
          <>
            {detail.data.cut && <Alert color="yellow" title="Only its beginning is kept; it was too large." />}
            <JsonBlock value={detail.data.payload} label="Event" maxHeight={460} empty="Nothing was kept of what came in." />
          </>
        )}
        <Text size="xs" c="dimmed">
          Secrets are blotted out. To try a workflow on it, choose “Last event” in the editor’s Try it panel, or copy it there.
        </Text>
      </Stack>
    </Modal>
  );
}
