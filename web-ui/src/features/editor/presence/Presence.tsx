import { Avatar, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { leave, type Present, present } from '@/api/presence';
import { useEditor, useEditorStore } from '../useEditor';

const sayAgainEvery = 20_000;

/** Who else has this workflow open now; whoever edits is marked. */
export function Presence() {
  const store = useEditorStore();
  const id = useEditor((state) => state.workflowId);
  const [tab] = useState(() => crypto.randomUUID());
  const others = useQuery({
    queryKey: ['presence', id],
    queryFn: () => {
      const { history, rights } = store.getState();
      return present(id ?? '', tab, rights.edit && history.past.length > 0);
    },
    enabled: id !== undefined,
    refetchInterval: sayAgainEvery,
    retry: false,
    gcTime: 0,
  });
  useEffect(() => {
    if (id === undefined) return undefined;
    const go = () => void leave(id, tab).catch(() => undefined);
    window.addEventListener('pagehide', go);
    return () => {
      window.removeEventListener('pagehide', go);
      go();
    };
  }, [id, tab]);

  const people = onePerPerson(others.data ?? []);
  if (people.length === 0) return null;
  return (
    <Tooltip.Group>
      <Avatar.Group spacing="xs" role="group" aria-label="Also here">
        {people.slice(0, 4).map(({ user, editing }) => (
          <Tooltip key={user} label={editing ? `${user} is editing` : `${user} is looking`}>
            <Avatar
              size={30}
              radius="xl"
              name={user}
              color={editing ? 'orange' : 'gray'}
              role="img"
              aria-label={editing ? `${user} is editing` : `${user} is looking`}
              tabIndex={0}
            />
          </Tooltip>
        ))}
        {people.length > 4 && <Avatar size={30} radius="xl">+{people.length - 4}</Avatar>}
      </Avatar.Group>
    </Tooltip.Group>
  );
}

/** Several tabs of one person count once, and as editing when one of them edits. */
function onePerPerson(others: readonly Present[]): Present[] {
  const people = new Map<string, Present>();
  for (const one of others) {
    const known = people.get(one.user);
    if (!known || (one.editing && !known.editing)) people.set(one.user, one);
  }
  return [...people.values()];
}
