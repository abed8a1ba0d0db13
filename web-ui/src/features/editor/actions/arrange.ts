import { areasAround, contentOf } from '@/model/areas';
import { isArea } from '@/model/graph';
import { aligned, type Alignment, distributed } from '@/model/align';
import { allRects } from '@/model/putIn';
import { tidied } from '@/model/tidy';
import type { Rect } from '@/model/shapes';
import type { EditorState } from '../store';
import type { Action } from './action';
import { nudge } from './edit';
import { onlyNode, selectedNodes } from './selected';

/** The selected shapes that stand by themselves: no boundaries, no frames. */
function movable(state: EditorState): Map<string, Rect> {
  const { document, selection } = state;
  const boundaries = new Set(document.nodes.flatMap(({ id, kind }) => (kind === 'boundary' ? [id] : [])));
  // What is in a selected area goes with it.
  const within = new Set(document.nodes.flatMap(({ id }) => (areasAround(document, id).some((area) => selection.has(area)) ? [id] : [])));
  const groups = new Set(document.layout?.groups?.map(({ id }) => id));
  return new Map([...allRects(document)].filter(([id]) => selection.has(id) && !boundaries.has(id) && !groups.has(id) && !within.has(id)));
}

function alignment(how: Alignment, label: string, words: readonly string[]): Action {
  return {
    id: `align-${how}`,
    label,
    keywords: ['align', 'arrange', ...words],
    when: (state) => state.rights.edit && state.selection.size > 1 && movable(state).size > 1,
    perform: (state) => state.edit({ type: 'move', boxes: aligned(movable(state), how) }, { label: `${label}: done` }),
  };
}

function distribution(how: 'across' | 'down', label: string): Action {
  return {
    id: `distribute-${how}`,
    label,
    keywords: ['arrange', 'spread', 'even', 'gap'],
    when: (state) => state.rights.edit && state.selection.size > 2 && movable(state).size > 2,
    perform: (state) => state.edit({ type: 'move', boxes: distributed(movable(state), how) }, { label: `${label}: done` }),
  };
}

function nudging(key: string, x: number, y: number): Action {
  return {
    id: `nudge-${key}`,
    label: `Move ${key}`,
    shortcut: `alt+arrow${key}`,
    when: ({ rights, selection }) => rights.edit && selection.size > 0,
    perform: (state) => nudge(state, { x, y }),
  };
}

export const arrangeActions: readonly Action[] = [
  {
    id: 'tidy-up',
    label: 'Tidy up',
    keywords: ['arrange', 'layout', 'order', 'clean'],
    shortcut: 'shift+l',
    when: ({ rights, document }) => rights.edit && document.nodes.length > 1,
    perform(state) {
      const area = onlyNode(state);
      const content = isArea(area?.kind) ? new Set(contentOf(state.document, area?.id).map(({ id }) => id)) : undefined;
      const several = selectedNodes(state).length > 1 || content !== undefined;
      const boxes = tidied(state.document, content ?? (several ? new Set(state.selection) : undefined));
      state.edit({ type: 'move', boxes }, { label: several ? 'Tidied up the selection' : 'Tidied up' });
      if (!several) requestAnimationFrame(() => state.canvas?.fit());
    },
  },
  alignment('left', 'Align left edges', ['left']),
  alignment('centre', 'Align centres', ['center', 'vertical']),
  alignment('right', 'Align right edges', ['right']),
  alignment('top', 'Align top edges', ['top']),
  alignment('middle', 'Align middles', ['level', 'horizontal']),
  alignment('bottom', 'Align bottom edges', ['bottom']),
  distribution('across', 'Distribute across'),
  distribution('down', 'Distribute down'),
  nudging('left', -20, 0),
  nudging('right', 20, 0),
  nudging('up', 0, -20),
  nudging('down', 0, 20),
];
