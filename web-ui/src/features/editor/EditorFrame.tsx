import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { EditorPage } from './EditorPage';
import { NewEditorPage } from './NewEditorPage';

/**
 * Which editor an address shows. A new workflow gets its address with its first save while somebody
 * is at work: the same editor stays, so that neither the focus nor an open list is lost.
 */
export function EditorFrame() {
  const { workflowId } = useParams({ strict: false });
  const [made, setMade] = useState<{ readonly id: string; readonly arrived: boolean }>();
  const [begun, setBegun] = useState(0);
  if (made && !made.arrived && workflowId === made.id) setMade({ ...made, arrived: true });
  if (made?.arrived && workflowId !== made.id) {
    setMade(undefined);
    setBegun(begun + 1);
  }
  const isNew = workflowId === undefined || workflowId === made?.id;
  return isNew ? (
    <NewEditorPage key={begun} onCreated={(id) => setMade({ id, arrived: false })} />
  ) : (
    <EditorPage />
  );
}
