import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { workflowQuery } from '@/api/workflows';
import type { Workflow } from '@/api/types';
import { asText, type Json } from '@/model/json';
import { type Conflict, merge, type Side } from '@/model/merge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './Merging.module.css';
import { mergeNow, useMergeLater } from './mergeStore';

/** Asks the server what it holds now, then puts both together. */
export function Merging({ id }: { readonly id: string }) {
  const base = useEditor((state) => state.base);
  const later = useMergeLater((state) => state.later);
  useEffect(() => mergeNow, []);
  const theirs = useQuery({
    ...workflowQuery(id),
    queryKey: ['workflows', id, 'merge', String(base.revision)],
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Modal opened={!later} onClose={() => useMergeLater.setState({ later: true })} title="Somebody else has changed this workflow" size="lg">
      <ErrorNote error={theirs.error} onRetry={() => void theirs.refetch()} />
      {theirs.data ? (
        <Choices theirs={theirs.data} />
      ) : (
        !theirs.isError && <Loading rows={1} height={120} />
      )}
    </Modal>
  );
}

function Choices({ theirs }: { readonly theirs: Workflow }) {
  const store = useEditorStore();
  const base = useEditor((state) => state.base);
  const mine = useEditor((state) => state.document);
  const [choices, setChoices] = useState<{ readonly [key: string]: Side }>({});
  const merged = useMemo(() => merge(base.document, mine, theirs.document), [base, mine, theirs]);
  const open = merged.conflicts.filter(({ key }) => choices[key] === undefined).length;

  const finish = () => {
    const { document, revision } = theirs;
    store.getState().rebase({ document, revision }, merged.resolve(choices), 'Merged with the changes of somebody else');
    void store.getState().save();
  };
  const takeTheirs = () => {
    const { document, revision } = theirs;
    store.getState().rebase({ document, revision }, document, 'Took the changes of somebody else');
    void store.getState().save();
  };

  return (
    <Stack gap="md">
      <Text size="sm">
        {merged.conflicts.length === 0
          ? 'Your changes and theirs are in different places: both are kept.'
          : `Both of you have changed ${merged.conflicts.length === 1 ? 'one thing' : `${merged.conflicts.length} things`} differently. Everything else is put together by itself.`}
      </Text>
      {merged.conflicts.map((conflict) => (
        <ConflictChoice
          key={conflict.key}
          conflict={conflict}
          side={choices[conflict.key]}
          onChoose={(side) => setChoices({ ...choices, [conflict.key]: side })}
        />
      ))}
      <Group justify="space-between" gap="xs">
        <Button variant="subtle" color="red" onClick={takeTheirs}>
          Drop my changes
        </Button>
        <Button disabled={open > 0} onClick={finish} data-autofocus>
          {open > 0 ? `${open} still to decide` : 'Keep both and save'}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        Undo brings your own state back.
      </Text>
    </Stack>
  );
}

interface ChoiceProps {
  readonly conflict: Conflict;
  readonly side: Side | undefined;
  readonly onChoose: (side: Side) => void;
}

function ConflictChoice({ conflict, side, onChoose }: ChoiceProps) {
  const { name, field, mine, theirs } = conflict;
  return (
    <Radio.Group
      className={classes['conflict']}
      label={field === undefined ? name : `${name}: ${field}`}
      value={side ?? null}
      onChange={(value) => onChoose(value as Side)}
    >
      <Radio mt="xs" value="mine" label={<Value who="Mine" value={mine} />} />
      <Radio mt="xs" value="theirs" label={<Value who="Theirs" value={theirs} />} />
    </Radio.Group>
  );
}

function Value({ who, value }: { readonly who: string; readonly value: unknown }) {
  const text = value === undefined ? 'removed' : asText(value as Json);
  return (
    <>
      <b>{who}:</b> <span className={classes['value']}>{text.length > 600 ? `${text.slice(0, 600)}…` : text}</span>
    </>
  );
}
