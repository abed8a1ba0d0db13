import { Alert, Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runsOfWorkflowQuery } from '@/api/runs';
import { usePublish, versionQuery } from '@/api/workflows';
import { diffDocuments, isSame } from '@/model/diff';
import { nodeName, starts } from '@/model/workflow';
import { DiffView } from '@/shared/diff/DiffView';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone } from '@/shared/ui/notify';
import { useEditor, useEditorStore } from '../useEditor';

/** What becomes public, what that changes, and what stands in the way. */
export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useEditorStore();
  const id = useEditor((state) => state.workflowId) ?? '';
  const { revision } = useEditor((state) => state.base);
  const saving = useEditor((state) => state.saving);
  const [comment, setComment] = useState('');
  const publish = usePublish({ id, revision });
  const errors = useEditor((state) => state.problems).filter(({ severity }) => severity === 'error').length;
  const unsaved = saving !== 'saved' || id === '';

  const act = () =>
    publish.mutate(comment, {
      onSuccess: ({ version }) => {
        const { document } = store.getState().base;
        store.setState({ publishedVersion: version, published: document });
        notifyDone(`Published as version ${version}.`);
        onClose();
      },
    });
  const showProblems = () => {
    store.getState().openPanel('problems');
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title="Publish the draft" size="xl">
      <Stack gap="md">
        {errors > 0 && (
          <Alert color="red" title={errors === 1 ? '1 error stands in the way' : `${errors} errors stand in the way`}>
            <Anchor component="button" type="button" size="sm" onClick={showProblems}>
              Show {errors === 1 ? 'it' : 'them'}
            </Anchor>
          </Alert>
        )}
        {unsaved && (
          <Alert color="yellow" title={saving === 'saving' || saving === 'dirty' ? 'Saving the draft …' : 'The draft is not saved'}>
            What is published is the draft that the server holds.
          </Alert>
        )}
        <Impact />
        <Differences />
        <Textarea
          label="What changed"
          description="For those who read the history later."
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <ErrorNote error={publish.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button disabled={errors > 0 || unsaved} loading={publish.isPending} onClick={act}>
            Publish this version
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Who notices: the triggers, and the runs under way. */
function Impact() {
  const id = useEditor((state) => state.workflowId);
  const document = useEditor((state) => state.document);
  const published = useEditor((state) => state.publishedVersion);
  const running = useQuery({ ...runsOfWorkflowQuery(id ?? '', 'running'), enabled: id !== undefined });
  const triggers = starts(document).map(nodeName).join(', ');
  const count = running.data?.items.length ?? 0;
  return (
    <Text size="sm">
      New runs will begin with version {(published ?? 0) + 1}
      {triggers && <> (by {triggers})</>}.{' '}
      {count > 0
        ? `${running.data?.next ? `More than ${count}` : count} ${count === 1 ? 'run is' : 'runs are'} under way and will end with the version ${count === 1 ? 'it' : 'they'} began with.`
        : 'No run is under way.'}
    </Text>
  );
}

function Differences() {
  const id = useEditor((state) => state.workflowId) ?? '';
  const version = useEditor((state) => state.publishedVersion);
  const document = useEditor((state) => state.document);
  const catalogue = useEditor((state) => state.catalogue);
  const old = useQuery({ ...versionQuery(id, version ?? 0), enabled: version !== null && id !== '' });
  if (version === null) return <Text size="sm" c="dimmed">This is the first version.</Text>;
  if (old.isError) return <ErrorNote error={old.error} onRetry={() => void old.refetch()} />;
  if (!old.data) return <Loading rows={1} height={120} />;
  return isSame(diffDocuments(old.data.document, document)) ? (
    <Alert color="gray">Nothing differs from version {version}.</Alert>
  ) : (
    <DiffView before={old.data.document} after={document} catalogue={catalogue} />
  );
}
