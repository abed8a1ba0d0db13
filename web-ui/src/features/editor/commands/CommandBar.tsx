import { useSpotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { looksOf } from '@/model/looks';
import { nodeName } from '@/model/workflow';
import type { CommandGroup } from '@/shared/commands/command';
import { CommandPalette } from '@/shared/commands/CommandPalette';
import { useGlobalCommands } from '@/shared/commands/useGlobalCommands';
import { actions } from '../actions';
import { useShortcuts } from '../keys/keymap';
import { keyNames } from '../keys/shortcut';
import { useEditor, useEditorStore } from '../useEditor';
import { barStore } from './editorBar';

/** Everything that can be done in the editor, every node, and the rest of the product. */
export function CommandBar() {
  const [query, setQuery] = useState('');
  const groups = [...useEditorCommands(), ...useGlobalCommands(query, useSpotlight(barStore).opened)];
  return <CommandPalette store={barStore} groups={groups} onQuery={setQuery} />;
}

function useEditorCommands(): CommandGroup[] {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const catalogue = useEditor((state) => state.catalogue);
  const selection = useEditor((state) => state.selection);
  const shortcutOf = useShortcuts();
  const state = store.getState();
  return [
    {
      label: selection.size > 0 ? 'With the selection, and elsewhere' : 'Do',
      commands: actions
        .filter((action) => action.id !== 'commands' && action.when(state))
        .map((action) => ({
          id: `action ${action.id}`,
          label: action.label,
          ...(action.keywords && { keywords: action.keywords }),
          keys: keyNames(shortcutOf(action)).join(' '),
          perform: () => action.perform(store.getState()),
        })),
    },
    {
      label: 'Steps of this workflow',
      commands: document.nodes.map((node) => ({
        id: `node ${node.id}`,
        label: nodeName(node),
        description: looksOf(node, catalogue).subtitle,
        keywords: [node.id, node.type ?? ''],
        perform: () => {
          store.getState().goTo(node.id);
          store.getState().openPanel('inspector');
        },
      })),
    },
  ];
}
