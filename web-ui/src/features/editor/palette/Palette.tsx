import { ActionIcon, CloseButton, ScrollArea, Text, TextInput, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { flowCategory, type Pick, picksOf, searchPicks, triggerCategory } from '@/model/picks';
import { useEditor, useEditorStore } from '../useEditor';
import { useWantedFocus } from '../useWantedFocus';
import classes from './Palette.module.css';
import { PaletteItem } from './PaletteItem';
import { favourites, recents, subscribe } from './remembered';
import { walkPalette } from './walkPalette';

/** What can be put on the canvas: drag it there, or press Enter to add it where it fits. */
export function Palette() {
  const shown = useEditor((state) => state.paletteShown);
  const mayEdit = useEditor((state) => state.rights.edit);
  const store = useEditorStore();
  if (!mayEdit) return null;
  if (!shown) {
    return (
      <nav className={classes['rail']} aria-label="Palette">
        <Tooltip label="Show the palette" position="right">
          <ActionIcon variant="subtle" color="gray" size={34} aria-label="Show the palette" onClick={() => store.setState({ paletteShown: true })}>
            <IconLayoutSidebarLeftExpand size={19} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </nav>
    );
  }
  return <Shown />;
}

function Shown() {
  const store = useEditorStore();
  const catalogue = useEditor((state) => state.catalogue);
  const [query, setQuery] = useState('');
  const all = useMemo(() => picksOf(catalogue), [catalogue]);
  const recent = useSyncExternalStore(subscribe, recents);
  const favourite = useSyncExternalStore(subscribe, favourites);
  const nav = useRef<HTMLElement>(null);
  useWantedFocus('palette', nav);
  const sections = useMemo(() => sectionsOf(all, query, favourite, recent), [all, query, favourite, recent]);
  return (
    <nav ref={nav} className={classes['palette']} aria-label="Palette">
      <div className={classes['head']}>
        <TextInput
          aria-label="Search nodes"
          placeholder="Search nodes"
          size="sm"
          flex={1}
          data-palette-search
          onKeyDown={walkPalette}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={query !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setQuery('')} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Hide the palette" onClick={() => store.setState({ paletteShown: false })}>
          <IconLayoutSidebarLeftCollapse size={18} aria-hidden />
        </ActionIcon>
      </div>
      <ScrollArea className={classes['list']} type="hover" viewportProps={{ tabIndex: -1 }}>
        {sections.map(({ title, picks }) => (
          <section key={title} aria-label={title}>
            <h2 className={classes['section']}>{title}</h2>
            <ul className={classes['items']}>
              {picks.map((pick) => (
                <PaletteItem key={pick.id} pick={pick} favourite={favourite.includes(pick.id)} />
              ))}
            </ul>
          </section>
        ))}
        {sections.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            Nothing matches “{query}”. Try what it does: isolate, patch, ticket, wait.
          </Text>
        )}
      </ScrollArea>
    </nav>
  );
}

interface Section {
  readonly title: string;
  readonly picks: readonly Pick[];
}

function sectionsOf(
  all: readonly Pick[],
  query: string,
  favourite: readonly string[],
  recent: readonly string[],
): readonly Section[] {
  if (query.trim() !== '') {
    const found = searchPicks(all, query);
    return found.length > 0 ? [{ title: `Found ${found.length}`, picks: found }] : [];
  }
  const byId = new Map(all.map((pick) => [pick.id, pick]));
  const known = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const categories = [...new Set(all.map(({ category }) => category))].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const sections = [
    { title: 'Favourites', picks: known(favourite) },
    { title: 'Recently used', picks: known(recent.filter((id) => !favourite.includes(id))) },
    ...categories.map((title) => ({ title, picks: all.filter(({ category }) => category === title) })),
  ];
  return sections.filter(({ picks }) => picks.length > 0);
}

function rank(category: string): number {
  if (category === triggerCategory) return 0;
  return category === flowCategory ? 1 : 2;
}
