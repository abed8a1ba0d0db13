import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { asText, type Json } from '@/model/json';
import { readNumberText } from '@/model/schemaForm';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

/** A number's field that keeps whatever is typed: `1.` on the way to `1.5`, and `12o` until it is mended. */
export function NumberInputText({ value, onChange, ...input }: Props) {
  const [typed, setTyped] = useState('');
  const shown = readNumberText(typed) === value ? typed : asText(value);
  return (
    <TextInput
      {...input}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(text.startsWith('=') ? text : readNumberText(text));
      }}
    />
  );
}
