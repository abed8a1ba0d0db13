import type { Group } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './Frame.module.css';

interface Props {
  readonly id: string;
  readonly group: Group;
}

/** The title of a group; a double click, or F2, opens it for typing. */
export function GroupTitle({ id, group }: Props) {
  const store = useEditorStore();
  const renaming = useEditor((state) => state.renaming === id);
  const mayEdit = useEditor((state) => state.rights.edit);
  if (!renaming) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- F2 does the same for the element around it
      <span className={classes['words']} onDoubleClick={() => mayEdit && store.setState({ renaming: id })}>
        {group.title}
      </span>
    );
  }
  // Whoever has clicked into something else stays there.
  const close = (text: string | undefined, goneTo: EventTarget | null = null) => {
    store.setState({ renaming: undefined });
    const title = text?.trim();
    if (title && title !== group.title) store.getState().edit({ type: 'set-group', group: { ...group, title } });
    if (!goneTo) store.getState().canvas?.focus(id);
  };
  return (
    <input
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person for typing
      autoFocus
      className={`${classes['field']} nodrag nopan nokey`}
      aria-label="Title of the group"
      defaultValue={group.title}
      maxLength={200}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => close(event.currentTarget.value, event.relatedTarget)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') close(undefined);
      }}
    />
  );
}
