import { Group, Input, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import type { ConnectionField } from '@/api/types';

/** A secret is given here, or it stays where it is kept and only that place is named. */
export type SecretKind = 'value' | 'reference';

interface Props {
  readonly field: ConnectionField;
  readonly kind: SecretKind;
  readonly value: string;
  readonly isSet: boolean;
  readonly error: string | false;
  readonly onKind: (kind: SecretKind) => void;
  readonly onChange: (value: string) => void;
}

export function SecretInput({ field, kind, value, isSet, error, onKind, onChange }: Props) {
  const common = {
    'aria-label': kind === 'value' ? field.title : `Place of ${field.title}`,
    value,
    error,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="end">
        <Input.Wrapper label={field.title} description={field.description} withAsterisk={field.required ?? false} />
        <SegmentedControl
          size="xs"
          aria-label={`How ${field.title} is given`}
          value={kind}
          onChange={(next) => onKind(next === 'reference' ? 'reference' : 'value')}
          data={[
            { value: 'value', label: 'Value' },
            { value: 'reference', label: 'Reference' },
          ]}
        />
      </Group>
      {kind === 'value' ? (
        <PasswordInput
          {...common}
          autoComplete="new-password"
          placeholder={isSet ? 'Set; leave empty to keep it' : ''}
        />
      ) : (
        <TextInput
          {...common}
          spellCheck={false}
          className="mono"
          placeholder="vault:kv/qualys#password"
          description="env:NAME · file:/path · kubernetes:namespace/name#key · vault:mount/path#key · aws:name#key — as the operator of this server allows."
          inputWrapperOrder={['input', 'description', 'error']}
        />
      )}
    </Stack>
  );
}
