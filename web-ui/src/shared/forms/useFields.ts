import { useState } from 'react';
import { type Field, readField, textOf } from '@/model/fields';
import type { Json, JsonObject } from '@/model/json';

export interface FieldsForm {
  readonly fields: readonly Field[];
  readonly texts: { readonly [name: string]: string | undefined };
  readonly errors: { readonly [name: string]: string | undefined };
  readonly set: (name: string, text: string) => void;
  /** The values, or undefined after marking what is wrong with them. */
  readonly read: () => JsonObject | undefined;
}

/** A form over fields: keeps what was typed, says what is wrong, gives typed values. */
export function useFields(fields: readonly Field[], initial: JsonObject = {}): FieldsForm {
  const [typed, setTyped] = useState<{ readonly [name: string]: string }>({});
  const [errors, setErrors] = useState<{ readonly [name: string]: string }>({});
  const texts = Object.fromEntries(
    fields.map((field) => [
      field.name,
      typed[field.name] ?? textOf(field, initial[field.name] ?? field.initial),
    ]),
  );

  const read = () => {
    const values: Record<string, Json> = {};
    const wrong: Record<string, string> = {};
    for (const field of fields) {
      const reading = readField(field, texts[field.name] ?? '');
      if ('error' in reading) wrong[field.name] = reading.error;
      else if (reading.value !== undefined) values[field.name] = reading.value;
    }
    setErrors(wrong);
    return Object.keys(wrong).length === 0 ? values : undefined;
  };

  const set = (name: string, text: string) => {
    setTyped((before) => ({ ...before, [name]: text }));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== name)));
  };

  return { fields, texts, errors, set, read };
}
