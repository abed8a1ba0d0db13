import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import type { Edit } from '@/model/edit';
import { useEditor, useEditorStore } from '../useEditor';
import type { NoteNode } from './flow';
import classes from './StickyNote.module.css';

const noPictures = ['img'];
const components: Components = { a: OutLink };

function OutLink({ href, children }: { readonly href?: string | undefined; readonly children?: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className="nodrag">
      {children}
    </a>
  );
}

/** A note in Markdown. A double click, or Enter, opens it for writing. */
export const StickyNote = memo(function StickyNote({ id, data, selected, width, height }: NodeProps<NoteNode>) {
  const { note } = data;
  const store = useEditorStore();
  const mayEdit = useEditor((state) => state.rights.edit);
  const writing = useEditor((state) => state.renaming === id);
  // Whoever has clicked into something else stays there.
  const keep = (text: string, goneTo: EventTarget | null) => {
    store.setState({ renaming: undefined });
    if (text !== note.text) store.getState().edit({ type: 'set-note', note: { ...note, text } });
    if (!goneTo) store.getState().canvas?.focus(id);
  };
  return (
    <>
      <NodeResizer
        isVisible={selected && mayEdit && !writing}
        minWidth={120}
        minHeight={60}
        color="var(--brand)"
        onResize={(_, { x, y, width: w, height: h }) => {
          const box = { x: Math.round(x), y: Math.round(y), width: Math.round(w), height: Math.round(h) };
          const resized: Edit = { type: 'set-note', note: { ...note, box } };
          store.getState().edit(resized, { label: 'Resized a note', burst: `resize ${id}` });
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the element around it is focusable and takes Enter */}
      <div
        className={classes['note']}
        data-colour={note.colour ?? 'yellow'}
        data-selected={selected || undefined}
        style={{ width, height }}
        onDoubleClick={() => mayEdit && store.setState({ renaming: id })}
      >
        {writing ? (
          <textarea
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by the person for writing
            autoFocus
            aria-label="Text of the note, in Markdown"
            className={`${classes['text']} nodrag nopan nowheel nokey`}
            defaultValue={note.text}
            maxLength={20_000}
            onBlur={(event) => keep(event.currentTarget.value, event.relatedTarget)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
                event.currentTarget.blur();
              }
            }}
          />
        ) : note.text.trim() === '' ? (
          <p className={classes['hint']}>Double-click to write</p>
        ) : (
          <div className={`${classes['markdown']} nowheel`}>
            <Markdown disallowedElements={noPictures} components={components}>
              {note.text}
            </Markdown>
          </div>
        )}
      </div>
    </>
  );
});
