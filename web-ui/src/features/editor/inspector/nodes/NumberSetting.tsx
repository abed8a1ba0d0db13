import { TextInput } from '@mantine/core';
import { readNumberText } from '@/model/schemaForm';
import { useInspected, useProblemsAt } from '../context';
import { useTypedText } from '../drafts';
import { FieldFrame } from '../fields/FieldFrame';

interface Props {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly value: number | undefined;
  readonly minimum: number;
  readonly maximum: number;
  readonly whole: boolean;
  readonly placeholder: string;
  readonly onChange: (value: number | undefined) => void;
}

/** A number of the node itself, within bounds. What is none yet is kept here, as the document cannot hold it. */
export function NumberSetting({ title, description, path, value, minimum, maximum, whole, placeholder, onChange }: Props) {
  const { id, readOnly } = useInspected();
  const problems = useProblemsAt(path);
  const read = (text: string) => {
    const number = readNumberText(text);
    const fits = number === undefined || (typeof number === 'number' && number >= minimum && number <= maximum && (!whole || Number.isInteger(number)));
    return fits ? undefined : { error: `Expected a ${whole ? 'whole ' : ''}number from ${minimum} to ${maximum}.` };
  };
  const typed = useTypedText(`${id}${path}`, value === undefined ? '' : String(value), read, (text) => {
    const number = readNumberText(text);
    onChange(typeof number === 'number' ? number : undefined);
  });
  const messages = typed.error ? [{ severity: 'error' as const, message: typed.error }] : problems;
  return (
    <FieldFrame label={title} description={description} messages={messages}>
      {(wiring) => (
        <TextInput
          {...wiring}
          inputMode="decimal"
          autoComplete="off"
          value={typed.text}
          error={wiring['aria-invalid']}
          placeholder={placeholder}
          disabled={readOnly}
          onChange={(event) => typed.type(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  );
}
