import { Group } from '@mantine/core';
import type { Json, JsonObject } from '@/model/json';
import { NumberInputText } from './NumberInputText';

interface Props {
  readonly schema: JsonObject;
  readonly readOnly: boolean;
  readonly set: (key: string, value: Json | undefined) => void;
}

/** The least and the most that a number may be. */
export function BoundsInputs({ schema, readOnly, set }: Props) {
  const { minimum, maximum } = schema;
  const crossed = typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum;
  return (
    <Group gap="xs" grow align="flex-start">
      <NumberInputText size="xs" label="At least" value={minimum} disabled={readOnly} error={numberError(minimum)} onChange={(value) => set('minimum', value)} />
      <NumberInputText
        size="xs"
        label="At most"
        value={maximum}
        disabled={readOnly}
        error={numberError(maximum) ?? (crossed ? 'Less than the least.' : undefined)}
        onChange={(value) => set('maximum', value)}
      />
    </Group>
  );
}

function numberError(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'number' ? undefined : 'Expected a number.';
}
