import { Alert, Anchor, Button, Group, Modal, Stack, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Catalogue, Workflow } from '@/api/types';
import { ApiProblem } from '@/api/problem';
import { useAskToPublish, useEnable, usePublish } from '@/api/workflows';
import { starts, type WorkflowDocument } from '@/model/workflow';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { Differences } from './Differences';
import { Impact } from './Impact';

interface Props {
  /** As the server holds it. */
  readonly workflow: Pick<Workflow, 'id' | 'revision' | 'publishedVersion' | 'enabled'>;
  readonly document: WorkflowDocument;
  readonly catalogue: Catalogue;
  readonly errors: number;
  /** Why the server does not hold yet what is to be published. */
  readonly unsaved?: string | undefined;
  readonly onShowProblems: () => void;
  readonly onPublished?: (version: number) => void;
  readonly onClose: () => void;
}

/** What becomes public, what that changes, and what stands in the way. */
export function PublishDialog({ workflow, document, catalogue, errors, unsaved, onShowProblems, onPublished, onClose }: Props) {
  const [comment, setComment] = useState('');
  const [switchOn, setSwitchOn] = useState(false);
  const publish = usePublish(workflow);
  const enable = useEnable(workflow.id);
  const ask = useAskToPublish(workflow);
  const another = publish.error instanceof ApiProblem && publish.error.code === 'FOUR_EYES';
  const fires = starts(document).some(({ trigger }) => trigger !== 'manual');

  const done = (version: number) => {
    onPublished?.(version);
    notifyDone(`Published as version ${version}.${switchOn ? ' Its triggers start runs now.' : ''}`);
    onClose();
  };
  const act = () =>
    publish.mutate(comment, {
      onSuccess: ({ version }) => {
        if (!switchOn) {
          done(version);
          return;
        }
        enable.mutate(true, { onSuccess: () => done(version), onError: (error) => {
          onPublished?.(version);
          notifyProblem(error);
          onClose();
        } });
      },
    });

  return (
    <Modal opened onClose={onClose} title="Publish the draft" size="xl">
      <Stack gap="md">
        {errors > 0 && (
          <Alert color="red" title={errors === 1 ? '1 error stands in the way' : `${errors} errors stand in the way`}>
            <Anchor component="button" type="button" size="sm" onClick={onShowProblems}>
              Show {errors === 1 ? 'it' : 'them'}
            </Anchor>
          </Alert>
        )}
        {unsaved !== undefined && (
          <Alert color="yellow" title={unsaved}>
            What is published is the draft that the server holds.
          </Alert>
        )}
        <Impact workflow={workflow} document={document} />
        <Differences workflow={workflow} document={document} catalogue={catalogue} />
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
        {!workflow.enabled && fires && (
          <Switch
            label="Switch its triggers on"
            description="Otherwise only people start runs, until somebody switches them on."
            checked={switchOn}
            onChange={(event) => setSwitchOn(event.currentTarget.checked)}
          />
        )}
        {another ? (
          <Alert color="yellow" title="Somebody else must publish this">
            It changes things outside and you have drawn it. Ask another editor to look at it: they find it among
            the approvals.
          </Alert>
        ) : (
          <ErrorNote error={publish.error} />
        )}
        <ErrorNote error={ask.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          {another && (
            <Button
              loading={ask.isPending}
              onClick={() =>
                ask.mutate(comment, {
                  onSuccess: () => {
                    notifyDone('Asked. It is published as soon as another editor agrees.');
                    onClose();
                  },
                })
              }
            >
              Ask somebody else
            </Button>
          )}
          <Button variant={another ? 'default' : 'filled'} disabled={errors > 0 || unsaved !== undefined} loading={publish.isPending || enable.isPending} onClick={act}>
            Publish this version
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
