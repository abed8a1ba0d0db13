import { VisuallyHidden } from '@mantine/core';
import { useEditor } from './useEditor';

/** Says what happened on the canvas to those who do not see it. */
export function Announcer() {
  const { text, count } = useEditor((state) => state.message);
  return (
    <VisuallyHidden role="status" aria-live="polite" aria-label="Editor messages">
      {/* A blank more or less makes the same sentence be said again. */}
      {count % 2 === 0 ? text : `${text}\u00a0`}
    </VisuallyHidden>
  );
}
