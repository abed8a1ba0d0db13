import { useEditor } from '../useEditor';
import { Merging } from './Merging';

/** What to do when somebody else has saved meanwhile; nothing of either is lost. */
export function MergeDialog() {
  const conflict = useEditor((state) => state.saving === 'conflict');
  const id = useEditor((state) => state.workflowId);
  return conflict && id !== undefined ? <Merging id={id} /> : null;
}
