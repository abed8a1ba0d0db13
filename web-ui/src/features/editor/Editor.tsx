import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { Announcer } from './Announcer';
import { Canvas } from './canvas/Canvas';
import { CanvasContext, follow, newCanvasStore } from './canvas/canvasStore';
import { ContextMenu } from './canvas/ContextMenu';
import { RemoveAreaDialog } from './canvas/RemoveAreaDialog';
import { CommandBar } from './commands/CommandBar';
import classes from './Editor.module.css';
import { KeysDialog } from './keys/KeysDialog';
import { useClipboard } from './keys/useClipboard';
import { ImportHere } from './importExport/ImportHere';
import { useKeys } from './keys/useKeys';
import { MergeDialog } from './merge/MergeDialog';
import { Palette } from './palette/Palette';
import { FindBar } from './search/FindBar';
import { SidePanel } from './SidePanel';
import { StatusLine } from './StatusLine';
import { TopBar } from './TopBar';
import { useEditor, useEditorStore } from './useEditor';
import { usePublished } from './usePublished';

/** The whole screen of the editor: bar, palette, canvas, panel, status line. */
export function Editor() {
  const store = useEditorStore();
  const name = useEditor((state) => state.document.name);
  const [canvas] = useState(() => newCanvasStore(store));
  useKeys();
  useClipboard();
  usePublished();
  useEffect(() => follow(canvas, store), [canvas, store]);
  useEffect(() => {
    document.title = `${name} · Sluice`;
  }, [name]);
  return (
    <CanvasContext value={canvas}>
      <ReactFlowProvider>
        <div className={classes['editor']} data-editor>
          <TopBar />
          <div className={classes['middle']}>
            <Palette />
            <div className={classes['stage']}>
              <FindBar />
              <div className={classes['canvas']}>
                <Canvas />
              </div>
            </div>
            <SidePanel />
          </div>
          <StatusLine />
          <Announcer />
        </div>
        <ContextMenu />
        <KeysDialog />
        <CommandBar />
        <RemoveAreaDialog />
        <MergeDialog />
        <ImportHere />
      </ReactFlowProvider>
    </CanvasContext>
  );
}
