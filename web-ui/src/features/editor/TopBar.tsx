import { ActionIcon, Group, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp, IconArrowForwardUp, IconChevronLeft, IconCode, IconHistory, IconLayoutSidebarRight, IconListTree,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { DraftBadge } from './DraftBadge';
import classes from './Editor.module.css';
import { useWithKeys } from './keys/useKeyText';
import { MoreMenu } from './MoreMenu';
import { Presence } from './presence/Presence';
import { PublishButton } from './publish/PublishButton';
import type { Panel } from './store';
import { TryMenu } from './trial/TryMenu';
import { useEditor, useEditorStore } from './useEditor';
import { WorkflowName } from './WorkflowName';

/** The name of the workflow, how its draft stands, and the main things to do. */
export function TopBar() {
  const workflowId = useEditor((state) => state.workflowId);
  const mayEdit = useEditor((state) => state.rights.edit);
  return (
    <header className={classes['bar']}>
      {workflowId === undefined ? (
        <Link to="/workflows" className={classes['back'] ?? ''} aria-label="Back to the workflows">
          <IconChevronLeft size={20} aria-hidden />
        </Link>
      ) : (
        <Link to="/workflows/$workflowId" params={{ workflowId }} className={classes['back'] ?? ''} aria-label="Leave the editor">
          <IconChevronLeft size={20} aria-hidden />
        </Link>
      )}
      <WorkflowName />
      <DraftBadge />
      <span className={classes['gap']} />
      <Presence />
      {mayEdit && <UndoRedo />}
      <Group gap={2} wrap="nowrap" role="group" aria-label="Panels">
        <PanelButton panel="inspector" label="Settings" icon={IconLayoutSidebarRight} />
        <PanelButton panel="outline" label="Outline" icon={IconListTree} />
        <PanelButton panel="text" label="Text" icon={IconCode} />
        <PanelButton panel="versions" label="Versions" icon={IconHistory} />
      </Group>
      <MoreMenu />
      <TryMenu />
      <PublishButton />
    </header>
  );
}

function UndoRedo() {
  const store = useEditorStore();
  const undone = useEditor(({ history }) => (history.past.length > 0 ? history.present.label : undefined));
  const redone = useEditor(({ history }) => history.future[0]?.label);
  const withKeys = useWithKeys();
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={undone ? withKeys(`Undo: ${undone}`, 'undo') : 'Nothing to undo'}>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label="Undo" disabled={!undone} onClick={() => store.getState().undo()}>
          <IconArrowBackUp size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redone ? withKeys(`Redo: ${redone}`, 'redo') : 'Nothing to redo'}>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label="Redo" disabled={!redone} onClick={() => store.getState().redo()}>
          <IconArrowForwardUp size={19} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

interface PanelButtonProps {
  readonly panel: Panel;
  readonly label: string;
  readonly icon: typeof IconCode;
}

function PanelButton({ panel, label, icon: Icon }: PanelButtonProps) {
  const store = useEditorStore();
  const open = useEditor((state) => state.panel === panel);
  const withKeys = useWithKeys();
  return (
    <Tooltip label={withKeys(label, `panel-${panel}`)}>
      <ActionIcon
        variant={open ? 'light' : 'subtle'}
        color={open ? undefined : 'gray'}
        size={34}
        aria-label={label}
        aria-pressed={open}
        onClick={() => store.getState().openPanel(open ? undefined : panel)}
      >
        <Icon size={19} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
