import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Workflow } from '@/api/types';
import { usePublish } from '@/api/workflows';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

interface Props {
  readonly workflow: Workflow;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Makes the draft the version that new runs begin with. */
export function PublishDialog({ workflow, opened, onClose }: Props) {
  const [comment, setComment] = useState('');
  const publish = usePublish(workflow);
  const errors = workflow.problems.filter((problem) => problem.severity === 'error').length;
  const next = (workflow.publishedVersion ?? 0) + 1;
  const act = () =>
    publish.mutate(comment, {
      onSuccess: ({ version }) => {
        notifyDone(`Published as version ${version}.`);
        setComment('');
        onClose();
      },
    });
  return (
    <Modal opened={opened} onClose={onClose} title="Publish the draft">
      <Stack gap="md">
        {errors > 0 ? (
          <Alert color="red" title={errors === 1 ? '1 error stands in the way' : `${errors} errors stand in the way`}>
            Mend them first; the tab Problems lists them.
          </Alert>
        ) : (
          <Text size="sm">
            New runs will begin with version {next}. Runs under way keep the version they began with.
          </Text>
        )}
        <Textarea
          label="What changed"
          placeholder="For those who read the history later"
          data-autofocus
          autosize
          minRows={2}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <ErrorNote error={publish.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button disabled={errors > 0} loading={publish.isPending} onClick={act}>
            Publish
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
