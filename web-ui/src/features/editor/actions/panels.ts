import { editorBar } from '../commands/editorBar';
import type { EditorState, Panel } from '../store';
import type { Action } from './action';

function panel(id: Panel, label: string, keywords: readonly string[], shortcut: string): Action {
  return {
    id: `panel-${id}`,
    label,
    keywords,
    shortcut,
    when: () => true,
    perform: (state: EditorState) => state.openPanel(state.panel === id ? undefined : id),
  };
}

export const panelActions: readonly Action[] = [
  {
    id: 'commands',
    label: 'Command bar',
    keywords: ['search', 'everything'],
    shortcut: 'mod+k',
    whileTyping: true,
    when: () => true,
    perform: () => editorBar.open(),
  },
  {
    id: 'find',
    label: 'Find in this workflow',
    keywords: ['search', 'look for'],
    shortcut: 'mod+f',
    when: () => true,
    perform: (state) => state.find(true),
  },
  panel('problems', 'Problems', ['errors', 'warnings', 'invalid'], 'shift+p'),
  panel('outline', 'Outline', ['list', 'tree', 'structure'], 'shift+o'),
  panel('text', 'Text', ['json', 'code', 'source'], 'shift+t'),
  panel('versions', 'Versions', ['history', 'compare', 'diff', 'restore'], 'shift+v'),
];
