import { Group, Loader, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '@/api/administration';
import { TextLink } from '@/shared/ui/links';
import type { Wiring } from './FieldFrame';

interface Props {
  readonly wiring: Wiring;
  readonly value: string;
  readonly type: string | undefined;
  /** Instead of one: those that will do. */
  readonly types?: readonly string[];
  readonly required: boolean;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** Whose account a node uses; a name can be typed when the list cannot be had. */
export function ConnectionInput({ wiring, value, type, types, required, onChange, disabled = false }: Props) {
  const { data, isError, isPending } = useQuery(connectionsQuery);
  if (isError) {
    return (
      <>
        <TextInput {...wiring} value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)} />
        <Text size="xs" c="dimmed" mt={3}>
          The connections could not be listed; type the name.
        </Text>
      </>
    );
  }
  const names = (data ?? []).filter((one) => (types ? types.includes(one.type) : !type || one.type === type)).map((one) => one.name);
  const missing = value !== '' && !isPending && !names.includes(value);
  return (
    <>
      <Select
        {...wiring}
        data={missing ? [...names, { value, label: `${value} (does not exist)` }] : isPending && value ? [value] : names}
        value={value || null}
        error={wiring['aria-invalid']}
        placeholder={names.length === 0 && !isPending ? 'None yet' : 'Choose a connection'}
        searchable={names.length > 7}
        clearable={!required}
        disabled={disabled}
        rightSection={isPending ? <Loader size={14} /> : undefined}
        onChange={(next) => onChange(next ?? '')}
      />
      {(missing || (names.length === 0 && !isPending)) && (
        <Group gap={4} mt={3}>
          <Text size="xs" c="dimmed">
            {missing ? '' : `There is no ${types?.join(' or ') ?? type ?? ''} connection yet.`}
          </Text>
          <TextLink to="/connections" size="xs">
            Make it under Connections
          </TextLink>
        </Group>
      )}
    </>
  );
}
