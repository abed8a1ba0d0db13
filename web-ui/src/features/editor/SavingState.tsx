import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp, IconGitMerge, IconPencil,
} from '@tabler/icons-react';
import classes from './Editor.module.css';
import { mergeNow } from './merge/mergeStore';
import type { Saving } from './store';
import { useEditor, useEditorStore } from './useEditor';

interface Words {
  readonly icon: typeof IconPencil;
  readonly text: string;
  readonly tone: 'quiet' | 'warn' | 'bad';
}

const words: { readonly [saving in Saving]: Words } = {
  saved: { icon: IconCloudCheck, text: 'Saved', tone: 'quiet' },
  dirty: { icon: IconPencil, text: 'Not saved yet', tone: 'quiet' },
  saving: { icon: IconCloudUp, text: 'Saving…', tone: 'quiet' },
  offline: { icon: IconCloudOff, text: 'Kept in this browser; the server does not answer', tone: 'warn' },
  conflict: { icon: IconGitMerge, text: 'Somebody else has saved meanwhile', tone: 'bad' },
  refused: { icon: IconAlertTriangle, text: 'Kept in this browser; the server refuses it', tone: 'bad' },
};

/** Where what was typed is now, and what to do when it is not yet at the server. */
export function SavingState() {
  const store = useEditorStore();
  const saving = useEditor((state) => state.saving);
  const isNew = useEditor((state) => state.workflowId === undefined && state.history.past.length === 0);
  const mayEdit = useEditor((state) => state.rights.edit);
  const error = useEditor((state) => state.saveError);
  if (!mayEdit) return <span className={classes['quiet']}>Read only: your role is not editor</span>;
  if (isNew) return <span className={classes['quiet']}>New: saved with the first change</span>;
  const { icon: Icon, text, tone } = words[saving];
  const signedOut = error?.status === 401;
  const mayRetry = saving === 'offline' || saving === 'refused' || saving === 'dirty';
  return (
    <span className={classes['saving']} data-tone={tone} data-saving={saving}>
      <Icon size={16} aria-hidden />
      <span title={error?.message}>
        {signedOut ? 'Kept in this browser; sign in again to save' : text}
        {saving === 'refused' && error ? `: ${error.title}` : ''}
      </span>
      {saving === 'conflict' && (
        <UnstyledButton className={classes['textButton'] ?? ''} onClick={mergeNow}>
          Merge…
        </UnstyledButton>
      )}
      {mayRetry && saving !== 'dirty' && (
        <UnstyledButton className={classes['textButton'] ?? ''} onClick={() => void store.getState().save()}>
          Try now
        </UnstyledButton>
      )}
    </span>
  );
}
