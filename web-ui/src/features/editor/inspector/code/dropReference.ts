import { EditorView } from '@codemirror/view';
import type { Place } from '@/model/scope';
import { droppedField, fieldMedia } from '../data/drag';
import { insertReference } from './insertReference';

/** Takes a field that is dropped from the tree of data. */
export function dropReference(place: Place) {
  return EditorView.domEventHandlers({
    dragover: (event) => {
      if (!event.dataTransfer?.types.includes(fieldMedia)) return false;
      event.preventDefault();
      return true;
    },
    drop: (event, view) => {
      const field = droppedField(event.dataTransfer);
      if (!field) return false;
      event.preventDefault();
      insertReference(view, field, place, view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length);
      return true;
    },
  });
}
