import type { Action } from './action';

export const historyActions: readonly Action[] = [
  {
    id: 'undo',
    label: 'Undo',
    keywords: ['back', 'revert'],
    shortcut: 'mod+z',
    when: ({ history }) => history.past.length > 0,
    perform: (state) => state.undo(),
  },
  {
    id: 'redo',
    label: 'Redo',
    keywords: ['again', 'forward'],
    shortcut: 'mod+shift+z, mod+y',
    when: ({ history }) => history.future.length > 0,
    perform: (state) => state.redo(),
  },
  {
    id: 'save',
    label: 'Save now',
    keywords: ['store', 'draft'],
    shortcut: 'mod+s',
    whileTyping: true,
    when: ({ rights }) => rights.edit,
    perform: (state) => void state.save(),
  },
];
