import { useEffect } from 'react';
import { Announcer } from './Announcer';
import { Canvas } from './canvas/Canvas';
import { CommandBar } from './commands/CommandBar';
import classes from './Editor.module.css';
import { useKeys } from './keys/useKeys';
import { MergeDialog } from './merge/MergeDialog';
import { Palette } from './palette/Palette';
import { FindBar } from './search/FindBar';
import { SidePanel } from './SidePanel';
import { StatusLine } from './StatusLine';
import { TopBar } from './TopBar';
import { useEditor } from './useEditor';

/** The whole screen of the editor: bar, palette, canvas, panel, status line. */
export function Editor() {
  const name = useEditor((state) => state.document.name);
  useKeys();
  useEffect(() => {
    document.title = `${name} · Sluice`;
  }, [name]);
  return (
    <div className={classes['editor']} data-editor>
      <TopBar />
      <div className={classes['middle']}>
        <Palette />
        <div className={classes['stage']}>
          <FindBar />
          <Canvas />
        </div>
        <SidePanel />
      </div>
      <StatusLine />
      <Announcer />
      <CommandBar />
      <MergeDialog />
    </div>
  );
}
