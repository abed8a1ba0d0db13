import type { Action } from './action';

export const viewActions: readonly Action[] = [
  {
    id: 'zoom-fit',
    label: 'Zoom to fit',
    keywords: ['whole', 'everything', 'overview'],
    shortcut: '0',
    when: ({ canvas }) => canvas !== undefined,
    perform: ({ canvas }) => canvas?.fit(),
  },
  {
    id: 'zoom-full',
    label: 'Zoom to 100 %',
    keywords: ['actual size'],
    shortcut: '1',
    when: ({ canvas }) => canvas !== undefined,
    perform: ({ canvas }) => canvas?.zoomTo(1),
  },
  {
    id: 'zoom-selection',
    label: 'Zoom to the selection',
    shortcut: '2',
    when: ({ canvas, selection }) => canvas !== undefined && selection.size > 0,
    perform: ({ canvas, selection }) => canvas?.fit(selection),
  },
  {
    id: 'zoom-in',
    label: 'Zoom in',
    shortcut: '+, =, shift++',
    when: ({ canvas }) => canvas !== undefined,
    perform: ({ canvas }) => canvas?.zoomBy(1.25),
  },
  {
    id: 'zoom-out',
    label: 'Zoom out',
    shortcut: '-',
    when: ({ canvas }) => canvas !== undefined,
    perform: ({ canvas }) => canvas?.zoomBy(0.8),
  },
  {
    id: 'palette',
    label: 'Search the palette',
    keywords: ['nodes', 'add', 'library'],
    shortcut: '/',
    when: ({ rights }) => rights.edit,
    perform(state) {
      state.showPalette(true);
      state.wantFocus('palette');
    },
  },
  {
    id: 'keys',
    label: 'Keyboard shortcuts',
    keywords: ['help', 'keys', 'hotkeys'],
    shortcut: '?',
    when: () => true,
    perform: (state) => state.showKeys('list'),
  },
  {
    id: 'keys-change',
    label: 'Change keyboard shortcuts…',
    keywords: ['settings', 'hotkeys', 'reassign', 'keymap', 'bindings'],
    when: () => true,
    perform: (state) => state.showKeys('change'),
  },
];
