import { TextInput } from '@mantine/core';
import { localDateTime, utcText } from '@/model/time';
import classes from './FieldFrame.module.css';
import type { Wiring } from './FieldFrame';

interface Props {
  readonly wiring: Wiring | { readonly id: string; readonly 'aria-label': string; readonly 'aria-invalid': boolean };
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** A moment: picked in local time, kept in UTC. Anything else that was typed stays visible. */
export function MomentInput({ wiring, value, onChange, disabled = false }: Props) {
  const at = new Date(value);
  const readable = value === '' || !Number.isNaN(at.getTime());
  return (
    <>
      <TextInput
        {...wiring}
        type={readable ? 'datetime-local' : 'text'}
        step={1}
        value={readable ? localValue(value) : value}
        error={wiring['aria-invalid']}
        disabled={disabled}
        onChange={(event) => onChange(readable ? utcValue(event.currentTarget.value) : event.currentTarget.value)}
      />
      {readable && value !== '' && (
        <div className={classes['summary']}>
          {localDateTime(at)} here · {utcText(at)}
        </div>
      )}
    </>
  );
}

function localValue(value: string): string {
  if (value === '') return '';
  const at = new Date(value);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function utcValue(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString().replace('.000Z', 'Z');
}
