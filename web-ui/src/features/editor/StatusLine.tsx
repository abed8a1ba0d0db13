import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import classes from './Editor.module.css';
import { SavingState } from './SavingState';
import { useEditor, useEditorStore } from './useEditor';

/** Problems, saving and zoom, at the foot of the editor. */
export function StatusLine() {
  const nodes = useEditor((state) => state.document.nodes.length);
  const selected = useEditor((state) => state.selection.size);
  return (
    <footer className={classes['status']}>
      <Problems />
      <SavingState />
      <span className={classes['gap']} />
      <span className={classes['quiet']}>
        {selected > 0 ? `${selected} selected · ` : ''}
        {nodes} {nodes === 1 ? 'node' : 'nodes'}
      </span>
      <Zoom />
    </footer>
  );
}

function Problems() {
  const store = useEditorStore();
  const errors = useEditor(({ problems }) => problems.filter(({ severity }) => severity === 'error').length);
  const warnings = useEditor(({ problems }) => problems.filter(({ severity }) => severity === 'warning').length);
  const open = useEditor((state) => state.panel === 'problems');
  const tone = errors > 0 ? 'bad' : warnings > 0 ? 'warn' : 'good';
  const Icon = errors > 0 ? IconAlertCircle : warnings > 0 ? IconAlertTriangle : IconCircleCheck;
  const text = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')].filter(Boolean).join(', ');
  return (
    <UnstyledButton
      className={classes['problems'] ?? ''}
      data-tone={tone}
      aria-pressed={open}
      onClick={() => store.getState().openPanel(open ? undefined : 'problems')}
    >
      <Icon size={16} aria-hidden />
      {text === '' ? 'No problems' : text}
    </UnstyledButton>
  );
}

function counted(n: number, word: string): string {
  return n === 1 ? `1 ${word}` : `${n} ${word}s`;
}

function Zoom() {
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const store = useEditorStore();
  return (
    <UnstyledButton className={`${classes['quiet']} numbers`} title="Zoom to 100 %" aria-label={`Zoom: ${zoom} %`} onClick={() => store.getState().canvas?.zoomTo(1)}>
      {zoom} %
    </UnstyledButton>
  );
}
