import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import classes from './Editor.module.css';
import { useEditor, useEditorStore } from './useEditor';

/** The name of the workflow; pressed it opens for typing. */
export function WorkflowName() {
  const store = useEditorStore();
  const name = useEditor((state) => state.document.name);
  const mayEdit = useEditor((state) => state.rights.edit);
  const [typing, setTyping] = useState(false);
  if (!typing) {
    return (
      <h1 className={classes['name']}>
        {mayEdit ? (
          <UnstyledButton className={classes['nameButton'] ?? ''} title="Rename the workflow" onClick={() => setTyping(true)}>
            {name}
          </UnstyledButton>
        ) : (
          name
        )}
      </h1>
    );
  }
  const close = (text: string | undefined) => {
    setTyping(false);
    const { document, edit } = store.getState();
    const wanted = text?.trim();
    if (wanted) edit({ type: 'set-header', name: wanted, description: document.description ?? '' }, { label: 'Renamed the workflow' });
  };
  return (
    <input
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person for typing
      autoFocus
      className={classes['nameField']}
      aria-label="Name of the workflow"
      defaultValue={name}
      maxLength={200}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => close(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') close(undefined);
      }}
    />
  );
}
