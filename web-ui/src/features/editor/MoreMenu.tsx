import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { actions } from './actions';
import { useShortcuts } from './keys/keymap';
import { keyNames } from './keys/shortcut';
import { useEditorStore } from './useEditor';

/** What has keys or its own button is left to them, except what one looks for in a menu. */
const shown = (id: string) =>
  /^(tidy-up|align-|distribute-|note|group|ungroup|palette|keys|find|export|import|runbook|commands|tour)/.test(id);

/** The rest of what can be done, as far as it makes sense now. */
export function MoreMenu() {
  const store = useEditorStore();
  const shortcutOf = useShortcuts();
  const [opened, setOpened] = useState(false);
  const state = store.getState();
  const offered = opened ? actions.filter((action) => shown(action.id) && action.when(state)) : [];
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened} width={270} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label="More actions">
          <IconDots size={19} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {offered.map((action) => (
          <Menu.Item
            key={action.id}
            rightSection={shortcutOf(action) !== '' && <small>{keyNames(shortcutOf(action)).join(' ')}</small>}
            onClick={() => action.perform(store.getState())}
          >
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
