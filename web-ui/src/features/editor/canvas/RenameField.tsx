import { useEffect, useRef } from 'react';
import { nodeName, type WorkflowNode } from '@/model/workflow';
import { useEditorStore } from '../useEditor';
import classes from './RenameField.module.css';

/** The name of a node, typed where it stands. Enter or leaving keeps it, Escape does not. */
export function RenameField({ node }: { readonly node: WorkflowNode }) {
  const store = useEditorStore();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  // Whoever has clicked into something else stays there.
  const close = (name: string | undefined, goneTo: EventTarget | null = null) => {
    const state = store.getState();
    if (state.renaming !== node.id) return;
    store.setState({ renaming: undefined });
    const wanted = name?.trim();
    if (wanted && wanted !== nodeName(node)) {
      state.edit({ type: 'set-node', id: node.id, node: { ...node, name: wanted } }, { label: `Renamed to “${wanted}”` });
    }
    if (!goneTo) state.canvas?.focus(node.id);
  };
  return (
    <input
      ref={field}
      className={`${classes['field']} nodrag nopan nokey`}
      aria-label={`Name of ${nodeName(node)}`}
      defaultValue={nodeName(node)}
      maxLength={200}
      onBlur={(event) => close(event.currentTarget.value, event.relatedTarget)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') close(event.currentTarget.value);
        if (event.key === 'Escape') close(undefined);
      }}
    />
  );
}
