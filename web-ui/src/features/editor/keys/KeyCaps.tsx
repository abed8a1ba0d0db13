import { Group, Kbd, Text } from '@mantine/core';
import { combinationsOf, keyNames } from './shortcut';

/** A shortcut as keys to look at; `all` shows every combination of it. */
export function KeyCaps({ shortcut, all = false }: { readonly shortcut: string; readonly all?: boolean }) {
  const combinations = combinationsOf(shortcut).slice(0, all ? undefined : 1);
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {combinations.map((combination, index) => (
        <Group key={combination} gap={4} wrap="nowrap" component="span">
          {index > 0 && (
            <Text span size="xs" c="dimmed">
              or
            </Text>
          )}
          {keyNames(combination).map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </Group>
      ))}
    </Group>
  );
}
