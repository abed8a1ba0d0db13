import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { durationText, readDuration, singleUnit, spanUnits, spokenDuration, type SpanUnit, writeDuration } from '@/model/duration';
import classes from './FieldFrame.module.css';
import type { Wiring } from './FieldFrame';

interface Props {
  readonly wiring: Wiring;
  readonly value: string;
  /** ISO-8601, or what was typed while it is no duration. */
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean;
}

/** A time as a number and a unit; `1h 30m` and `PT90M` are understood as well. */
export function DurationInput({ wiring, value, onChange, placeholder, disabled }: Props) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<SpanUnit>('minutes');
  const span = readDuration(value);
  const single = span && value !== '' ? singleUnit(span) : undefined;
  const unit = single && single.amount !== 0 ? single.unit : chosen;
  const stored = single ? String(single.amount) : span ? durationText(span) : value;
  const text = written(typed, unit) === value ? typed : stored;
  const type = (next: string) => {
    setTyped(next);
    onChange(written(next, unit));
  };
  const setUnit = (next: SpanUnit) => {
    setChosen(next);
    if (single) onChange(writeDuration({ days: 0, hours: 0, minutes: 0, seconds: 0, [next]: single.amount }));
  };
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <TextInput
          {...wiring}
          flex={1}
          value={text}
          error={wiring['aria-invalid']}
          placeholder={placeholder}
          autoComplete="off"
          disabled={disabled ?? false}
          onChange={(event) => type(event.currentTarget.value)}
        />
        {(single || value === '') && (
          <Select
            w={112}
            aria-label="Unit"
            data={[...spanUnits]}
            value={unit}
            allowDeselect={false}
            disabled={disabled ?? false}
            onChange={(next) => next && setUnit(next)}
          />
        )}
      </Group>
      {span && !single && <div className={classes['summary']}>{durationText(span)}</div>}
    </>
  );
}

function written(text: string, unit: SpanUnit): string {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return writeDuration({ days: 0, hours: 0, minutes: 0, seconds: 0, [unit]: Number(trimmed) });
  const span = spokenDuration(trimmed);
  return span ? writeDuration(span) : trimmed;
}
