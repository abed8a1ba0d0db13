import { Anchor, Autocomplete, Loader, Text, type ComboboxItem } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Option, optionsQuery } from '@/api/expressions';
import { explain } from '@/api/problem';
import { words } from '@/model/fields';
import type { Json, JsonObject } from '@/model/json';
import type { LiveOptions } from '@/model/schemaForm';
import { isExpression } from '@/model/template';
import type { Wiring } from './FieldFrame';

interface Props {
  readonly wiring: Wiring;
  readonly value: string;
  readonly live: LiveOptions;
  /** The fields beside this one: the connection, and what the list depends on. */
  readonly siblings: JsonObject;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean;
}

/** A text for which the connection knows what there is: choose, or type what is not listed. */
export function LiveInput({ wiring, value, live, siblings, onChange, placeholder, disabled = false }: Props) {
  const [opened, setOpened] = useState(false);
  const [query] = useDebouncedValue(value, 300);
  const connection = fixedText(siblings['connection']);
  const needs = Object.fromEntries(live.needs.map((name) => [name, fixedText(siblings[name])]));
  const lacking = live.needs.find((name) => !needs[name]);
  const options = useQuery({
    ...optionsQuery(connection ?? '', live.source, query, needs as { [name: string]: string }),
    enabled: opened && connection !== undefined && lacking === undefined && !disabled,
  });
  const known = options.data?.options ?? [];
  const chosen = known.find((option) => option.value === value);
  return (
    <>
      <Autocomplete
        {...wiring}
        data={known.map((option) => option.value)}
        value={value}
        error={wiring['aria-invalid']}
        placeholder={placeholder}
        disabled={disabled}
        maxDropdownHeight={260}
        rightSection={options.isFetching ? <Loader size={14} aria-label="Loading the choices" /> : undefined}
        filter={({ options: all }) => all}
        renderOption={({ option }) => <Choice option={known.find(({ value: one }) => one === (option as ComboboxItem).value)} />}
        onFocus={() => setOpened(true)}
        onChange={onChange}
      />
      <Text size="xs" c="dimmed" mt={3} aria-live="polite">
        {hint(connection, lacking, options.error, options.data?.complete, chosen)}
        {options.error && (
          <Anchor component="button" type="button" size="xs" ml={4} onClick={() => void options.refetch()}>
            Try again
          </Anchor>
        )}
      </Text>
    </>
  );
}

function Choice({ option }: { readonly option: Option | undefined }) {
  if (!option) return null;
  return (
    <div>
      <Text size="sm">{option.label}</Text>
      {(option.description || option.label !== option.value) && (
        <Text size="xs" c="dimmed">
          {option.label === option.value ? option.description : [option.value, option.description].filter(Boolean).join(' · ')}
        </Text>
      )}
    </div>
  );
}

function hint(connection: string | undefined, lacking: string | undefined, error: unknown, complete: boolean | undefined, chosen: Option | undefined): string {
  if (!connection) return 'Choose a connection to see what there is, or type it.';
  if (lacking) return `Set “${words(lacking)}” to see what there is, or type it.`;
  if (error) return `Could not be listed (${explain(error).detail || explain(error).title}); type it.`;
  if (chosen && chosen.label !== chosen.value) return chosen.label;
  return complete === false ? 'There are more; type to narrow them down.' : '';
}

function fixedText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && !isExpression(value) ? value : undefined;
}
