import '@mantine/spotlight/styles.css';
import { Spotlight, type SpotlightStore } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Command, CommandGroup } from './command';
import { recentCommands, rememberCommand } from './recent';

interface Props {
  readonly store: SpotlightStore;
  readonly groups: readonly CommandGroup[];
  /** For groups that the server searches. */
  readonly onQuery?: (query: string) => void;
}

const mostPerGroup = 8;

/** Everything that can be done or opened, by typing; what was used last comes first. */
export function CommandPalette({ store, groups, onQuery }: Props) {
  const [query, setQuery] = useState('');
  const shown = query.trim() === '' ? withRecent(groups) : found(groups, query);
  const ask = (text: string) => {
    setQuery(text);
    onQuery?.(text);
  };
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={ask}
      shortcut={null}
      scrollable
      maxHeight={440}
      onSpotlightClose={() => ask('')}
      attributes={{ content: { 'aria-label': 'Command bar' } }}
    >
      <Spotlight.Search
        aria-label="Search for something to do or to open"
        placeholder="What do you want to do?"
        leftSection={<IconSearch size={20} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {shown.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.commands.slice(0, mostPerGroup).map((command) => (
              <Line key={command.id} command={command} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 && <Spotlight.Empty>Nothing of that name.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Line({ command }: { readonly command: Command }) {
  const { id, label, description, icon: Icon, keys, perform } = command;
  return (
    <Spotlight.Action
      label={label}
      description={description ?? ''}
      leftSection={Icon && <Icon size={20} aria-hidden />}
      rightSection={keys && <kbd>{keys}</kbd>}
      onClick={() => {
        rememberCommand(id);
        perform();
      }}
    />
  );
}

function withRecent(groups: readonly CommandGroup[]): readonly CommandGroup[] {
  const all = new Map(groups.flatMap(({ commands }) => commands).map((command) => [command.id, command]));
  const recent = recentCommands().flatMap((id) => all.get(id) ?? []);
  const rest = groups.filter(({ commands }) => commands.length > 0);
  return recent.length > 0 ? [{ label: 'Used last', commands: recent }, ...rest] : rest;
}

/** Every word must stand somewhere; those that begin with what was typed come first. */
function found(groups: readonly CommandGroup[], query: string): CommandGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = ({ label }: Command) => label.toLowerCase().startsWith(words[0] ?? '');
  return groups.flatMap((group) => {
    const commands = group.commands
      .filter((command) => words.every((word) => textOf(command).includes(word)))
      .toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
    return commands.length > 0 ? [{ ...group, commands }] : [];
  });
}

function textOf({ label, description = '', keywords = [] }: Command): string {
  return `${label} ${description} ${keywords.join(' ')}`.toLowerCase();
}
