import { downstream, upstream } from '@/model/graph';
import { nodeRects } from '@/model/frames';
import { type Direction, neighbour } from '@/model/walk';
import { nodeName } from '@/model/workflow';
import type { Action } from './action';
import { selectedNodes } from './selected';

function walking(key: string, direction: Direction): Action {
  return {
    id: `walk-${direction}`,
    label: `Go ${direction}`,
    keywords: ['next', 'previous', 'walk'],
    shortcut: key,
    when: ({ document }) => document.nodes.length > 0,
    perform(state) {
      const { document } = state;
      const [from] = selectedNodes(state);
      const first = document.nodes.find(({ kind }) => kind === 'start') ?? document.nodes[0];
      const next = from ? neighbour(document, nodeRects(document), from.id, direction) : first?.id;
      const node = document.nodes.find(({ id }) => id === next);
      if (!node) {
        state.say(`Nothing further ${direction}`);
        return;
      }
      state.select([node.id]);
      state.canvas?.focus(node.id);
      state.say(nodeName(node));
    },
  };
}

export const selectActions: readonly Action[] = [
  {
    id: 'select-all',
    label: 'Select all',
    shortcut: 'mod+a',
    when: ({ document }) => document.nodes.length > 0,
    perform(state) {
      const { nodes, edges, layout } = state.document;
      state.select([...nodes, ...edges, ...(layout?.notes ?? [])].map(({ id }) => id));
      state.say(`Selected ${nodes.length} nodes`);
    },
  },
  {
    id: 'select-none',
    label: 'Select nothing',
    shortcut: 'escape',
    when: ({ selection }) => selection.size > 0,
    perform: (state) => state.select([]),
  },
  {
    id: 'select-upstream',
    label: 'Select all before it',
    keywords: ['upstream', 'left', 'sources'],
    shortcut: 'shift+arrowleft',
    when: (state) => selectedNodes(state).length > 0,
    perform(state) {
      const ids = upstream(state.document, selectedNodes(state).map(({ id }) => id));
      state.select(ids);
      state.say(`Selected ${ids.size} nodes`);
    },
  },
  {
    id: 'select-downstream',
    label: 'Select all after it',
    keywords: ['downstream', 'right', 'following'],
    shortcut: 'shift+arrowright',
    when: (state) => selectedNodes(state).length > 0,
    perform(state) {
      const ids = downstream(state.document, selectedNodes(state).map(({ id }) => id));
      state.select(ids);
      state.say(`Selected ${ids.size} nodes`);
    },
  },
  walking('arrowright', 'right'),
  walking('arrowleft', 'left'),
  walking('arrowup', 'up'),
  walking('arrowdown', 'down'),
];
