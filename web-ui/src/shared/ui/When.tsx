import { localDateTime, localTime, relativeText, utcText } from '@/model/time';
import { useNow } from './useNow';

interface Props {
  readonly at: string | null | undefined;
  /** `relative`: 5 min ago · `full`: date and time · `time`: of day only. */
  readonly as?: 'relative' | 'full' | 'time';
}

/** A moment in local time, its exact UTC on hover. */
export function When({ at, as = 'relative' }: Props) {
  const now = useNow(as === 'relative');
  if (!at) return null;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const text =
    as === 'relative' ? relativeText(date, now) : as === 'full' ? localDateTime(date) : localTime(date);
  return (
    <time dateTime={at} title={`${localDateTime(date)} · ${utcText(date)}`} className="numbers">
      {text}
    </time>
  );
}
