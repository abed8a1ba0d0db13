import { Select, TextInput } from '@mantine/core';
import cronstrue from 'cronstrue';
import classes from './FieldFrame.module.css';
import type { Wiring } from './FieldFrame';

const usual: readonly { readonly value: string; readonly label: string }[] = [
  { value: '*/15 * * * *', label: 'Every 15 minutes' },
  { value: '0 * * * *', label: 'Every hour' },
  { value: '0 6 * * *', label: 'Every day at 6:00' },
  { value: '0 6 * * 1-5', label: 'On working days at 6:00' },
  { value: '0 6 * * 1', label: 'On Mondays at 6:00' },
  { value: '0 6 1 * *', label: 'On the first of the month at 6:00' },
];

interface Props {
  readonly wiring: Wiring;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** When the clock starts a run: a usual time, or any cron expression, said in words. */
export function CronInput({ wiring, value, onChange, disabled = false }: Props) {
  const known = usual.some((one) => one.value === value);
  const text = cronText(value);
  return (
    <>
      <Select
        aria-label="Usual times"
        mb={6}
        data={[...usual, { value: 'own', label: 'Another time …' }]}
        value={known ? value : value === '' ? null : 'own'}
        placeholder="Choose a usual time"
        allowDeselect={false}
        disabled={disabled}
        onChange={(next) => next && next !== 'own' && onChange(next)}
      />
      <TextInput
        {...wiring}
        classNames={{ input: 'mono' }}
        value={value}
        error={wiring['aria-invalid']}
        placeholder="e.g. 0 6 * * 1-5"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes['summary']} aria-live="polite">
        {text}
      </div>
    </>
  );
}

/** The expression in words; what is wrong with it when it is none. */
export function cronText(cron: string): string {
  if (cron.trim() === '') return '';
  if (cron.trim().split(/\s+/).length !== 5) return 'Expected five parts: minute, hour, day of month, month, day of week.';
  try {
    return cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: true });
  } catch (error) {
    return `This is no cron expression: ${String(error).replace(/^Error: /, '')}`;
  }
}
