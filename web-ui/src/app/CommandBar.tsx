import { createSpotlight, useSpotlight } from '@mantine/spotlight';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { CommandPalette } from '@/shared/commands/CommandPalette';
import { useGlobalCommands } from '@/shared/commands/useGlobalCommands';

const [store, bar] = createSpotlight();

/** Ctrl-K on every page but the editor, which has more to offer. */
export function CommandBar() {
  const [query, setQuery] = useState('');
  const groups = useGlobalCommands(query, useSpotlight(store).opened);
  useHotkeys([['mod+K', bar.open]], []);
  return <CommandPalette store={store} groups={groups} onQuery={setQuery} />;
}
