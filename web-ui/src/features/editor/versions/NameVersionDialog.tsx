import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { WorkflowVersion } from '@/api/types';
import { useNameVersion } from '@/api/workflows';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { useEditor } from '../useEditor';

interface Props {
  readonly version: WorkflowVersion;
  readonly onClose: () => void;
}

/** What is said about a version, for those who read the history. */
export function NameVersionDialog({ version, onClose }: Props) {
  const id = useEditor((state) => state.workflowId) ?? '';
  const [comment, setComment] = useState(version.comment ?? '');
  const name = useNameVersion(id);
  const save = () => name.mutate({ version: version.version, comment }, { onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={`Version ${version.version}`}>
      <Stack>
        <Textarea
          label="What changed"
          data-autofocus
          autosize
          minRows={3}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <ErrorNote error={name.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={name.isPending} onClick={save}>
            Save
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
