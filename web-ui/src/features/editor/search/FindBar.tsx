import { ActionIcon, CloseButton, Group, Paper, Text, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconHelp, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { searchHints, searchWorkflow } from '@/model/search';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './FindBar.module.css';

/** Finds elements of the workflow, one after the other. */
export function FindBar() {
  const finding = useEditor((state) => state.finding);
  return finding ? <Open /> : null;
}

function Open() {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const problems = useEditor((state) => state.problems);
  const catalogue = useEditor((state) => state.catalogue);
  const [question, setQuestion] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const asked = useDeferredValue(question);
  const found = useMemo(
    () => searchWorkflow(document, asked, { problems, catalogue }),
    [document, asked, problems, catalogue],
  );
  const place = found.length === 0 ? 0 : at % found.length;

  const show = (index: number) => {
    const next = (index + found.length) % found.length;
    const id = found[next];
    if (id === undefined) return;
    setAt(next);
    store.getState().goTo(id);
  };
  const close = () => store.getState().find(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') show(event.shiftKey ? place - 1 : question === asked && touched(store.getState().selection, found[place]) ? place + 1 : place);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Paper className={classes['bar']} shadow="md" p={6} role="search" aria-label="Find in this workflow">
      <Group gap={4} wrap="nowrap">
        <TextInput
          size="xs"
          w={230}
          ref={field}
          aria-label="Find"
          placeholder="Words, or is:invalid …"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={question}
          onChange={(event) => {
            setQuestion(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <Text size="xs" c="dimmed" className="numbers" aria-live="polite" miw={54} ta="center">
          {asked.trim() === '' ? '' : found.length === 0 ? 'nothing' : `${place + 1} of ${found.length}`}
        </Text>
        <ActionIcon variant="subtle" aria-label="Previous" disabled={found.length === 0} onClick={() => show(place - 1)}>
          <IconChevronUp size={17} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" aria-label="Next" disabled={found.length === 0} onClick={() => show(place + 1)}>
          <IconChevronDown size={17} aria-hidden />
        </ActionIcon>
        <Tooltip multiline w={250} label={searchHints.map(({ term, meaning }) => `${term}: ${meaning}`).join(' · ')}>
          <ActionIcon variant="subtle" color="gray" aria-label="What can be asked for">
            <IconHelp size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <CloseButton size="sm" aria-label="Close find" onClick={close} />
      </Group>
    </Paper>
  );
}

function touched(selection: ReadonlySet<string>, id: string | undefined): boolean {
  return id !== undefined && selection.has(id);
}
