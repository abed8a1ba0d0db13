import { Combobox, Paper, Text, TextInput, useCombobox } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useEditor, useEditorStore } from '../useEditor';
import { addRecent } from '../palette/remembered';
import { PickIcon } from '../palette/PickIcon';
import classes from './Picker.module.css';
import type { PickerRequest } from './pickerRequest';
import { choicesFor } from './pickerChoices';

/** Chooses, in place, what is put somewhere or what a node is connected to; only what fits is offered. */
export function Picker() {
  const request = useEditor((state) => state.picker);
  return request ? <Open key={JSON.stringify(request)} request={request} /> : null;
}

const shownMax = 60;

function Open({ request }: { readonly request: PickerRequest }) {
  const store = useEditorStore();
  const [query, setQuery] = useState('');
  const panel = useRef<HTMLDivElement>(null);
  const choices = useMemo(() => choicesFor(store.getState(), request, query).slice(0, shownMax), [store, request, query]);
  const combobox = useCombobox({ opened: true });
  const title = titles[request.for];
  const close = (focus = true) => {
    store.setState({ picker: undefined });
    const back = 'node' in request ? request.node : undefined;
    if (focus && back) store.getState().canvas?.focus(back);
  };
  const outside = useClickOutside<HTMLDivElement>(() => close(false));

  useEffect(() => {
    combobox.selectFirstOption();
    // oxlint-disable-next-line react/exhaustive-deps -- the combobox is new with each drawing; only the list matters
  }, [choices]);

  // Opened near the edge of the canvas it moves inside: what is beside the canvas would cover it.
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    const size = element.getBoundingClientRect();
    const room = roomFor(size, element.closest('section')?.getBoundingClientRect());
    element.style.left = `${Math.max(room.left, Math.min(request.anchor.x, room.right - size.width))}px`;
    element.style.top = `${Math.max(room.top, Math.min(request.anchor.y, room.bottom - size.height))}px`;
  }, [request]);

  const choose = (id: string) => {
    const choice = choices.find((one) => one.id === id);
    if (!choice || choice.refused !== undefined) return;
    store.setState({ picker: undefined });
    if (choice.pick) addRecent(choice.pick.id);
    choice.perform(store.getState());
  };

  return (
    <div ref={outside}>
      <Paper ref={panel} className={classes['picker']} role="dialog" aria-label={title} shadow="md" radius="md">
        <Combobox
          store={combobox}
          onOptionSubmit={choose}
        >
          <Combobox.EventsTarget>
            <TextInput
              data-autofocus
              ref={focusOnce}
              aria-label={title}
              placeholder={`${title}…`}
              variant="unstyled"
              className={classes['search']}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === 'Escape') close();
              }}
            />
          </Combobox.EventsTarget>
          <Combobox.Options className={classes['options']} aria-label={title} tabIndex={0}>
            {choices.map((choice) => (
              <Combobox.Option
                key={choice.id}
                value={choice.id}
                disabled={choice.refused !== undefined}
                className={classes['option']}
              >
                <PickIcon icon={choice.icon} family={choice.family} />
                <span className={classes['words']}>
                  <span className={classes['title']}>{choice.title}</span>
                  <span className={classes['about']}>{choice.refused ?? choice.about}</span>
                </span>
              </Combobox.Option>
            ))}
            {choices.length === 0 && (
              <Text size="sm" c="dimmed" p="sm">
                {query === '' ? 'Nothing fits here.' : `Nothing that fits here matches “${query}”.`}
              </Text>
            )}
          </Combobox.Options>
        </Combobox>
      </Paper>
    </div>
  );
}

interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const margin = 8;

/** The canvas, or the window where the canvas is too narrow or too low. */
function roomFor({ width, height }: DOMRect, canvas: DOMRect | undefined): Room {
  const page = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
  const across = canvas && canvas.width >= width + 2 * margin ? canvas : page;
  const down = canvas && canvas.height >= height + 2 * margin ? canvas : page;
  return { left: across.left + margin, right: across.right - margin, top: down.top + margin, bottom: down.bottom - margin };
}

function focusOnce(field: HTMLInputElement | null): void {
  if (field && document.activeElement !== field) field.focus({ preventScroll: true });
}

const titles: { readonly [what in PickerRequest['for']]: string } = {
  free: 'Add a node',
  edge: 'Put a node into this way',
  port: 'Add what follows',
  replace: 'Replace by another type',
  target: 'Connect to',
  area: 'Put into',
};
