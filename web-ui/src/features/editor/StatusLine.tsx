import classes from './Editor.module.css';
import { useEditor } from './useEditor';

/** Problems, saving and zoom, at the foot of the editor. */
export function StatusLine() {
  const saving = useEditor((state) => state.saving);
  return <footer className={classes['status']}>{saving}</footer>;
}
