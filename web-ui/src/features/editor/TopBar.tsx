import classes from './Editor.module.css';
import { PublishButton } from './publish/PublishButton';
import { TryMenu } from './trial/TryMenu';
import { useEditor } from './useEditor';

/** The name of the workflow, how its draft stands, and the main things to do. */
export function TopBar() {
  const name = useEditor((state) => state.document.name);
  return (
    <header className={classes['bar']}>
      <h1>{name}</h1>
      <TryMenu />
      <PublishButton />
    </header>
  );
}
