/** An ISO-8601 duration as people enter it: `PT90M` is 1 hour 30 minutes. */
export interface Span {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export type SpanUnit = keyof Span;
export const spanUnits: readonly SpanUnit[] = ['days', 'hours', 'minutes', 'seconds'];

const form = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,9})?)S)?)?$/;

/** The parts of a duration as they were written; undefined for any other text. Months and years have no fixed length. */
export function readDuration(text: string): Span | undefined {
  const match = form.exec(text.trim().toUpperCase());
  if (!match || text.trim().length < 3) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return { days: days ?? 0, hours: hours ?? 0, minutes: minutes ?? 0, seconds: seconds ?? 0 };
}

export function writeDuration({ days, hours, minutes, seconds }: Span): string {
  const date = days ? `${days}D` : '';
  const time = [hours ? `${hours}H` : '', minutes ? `${minutes}M` : '', seconds ? `${seconds}S` : ''].join('');
  if (!date && !time) return 'PT0S';
  return `P${date}${time ? `T${time}` : ''}`;
}

export function durationSeconds(span: Span): number {
  return ((span.days * 24 + span.hours) * 60 + span.minutes) * 60 + span.seconds;
}

/** “2 days 4 hours” */
export function durationText(span: Span): string {
  const parts = spanUnits.flatMap((unit) => {
    const amount = span[unit];
    return amount === 0 ? [] : [`${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`];
  });
  return parts.length === 0 ? 'no time' : parts.join(' ');
}

/** One number and one unit, where that says it all: `PT48H` is 48 hours. */
export function singleUnit(span: Span): { readonly amount: number; readonly unit: SpanUnit } | undefined {
  const used = spanUnits.filter((unit) => span[unit] !== 0);
  const [unit] = used;
  if (used.length > 1) return undefined;
  return unit ? { amount: span[unit], unit } : { amount: 0, unit: 'minutes' };
}

const words: readonly (readonly [RegExp, SpanUnit])[] = [
  [/^d(ays?)?$/, 'days'], [/^h(ours?|rs?)?$/, 'hours'], [/^m(in(ute)?s?)?$/, 'minutes'], [/^s(ec(ond)?s?)?$/, 'seconds'],
];

/** What people type: `2h 30m`, `90 min`, `PT5M`. */
export function spokenDuration(text: string): Span | undefined {
  const exact = readDuration(text);
  if (exact) return exact;
  const span = { days: 0, hours: 0, minutes: 0, seconds: 0 };
  const rest = text.toLowerCase().replaceAll(/(\d+)\s*([a-z]+)[\s,]*/g, (all, amount: string, word: string) => {
    const unit = words.find(([pattern]) => pattern.test(word))?.[1];
    if (!unit) return all;
    span[unit] += Number(amount);
    return '';
  });
  return rest.trim() === '' && text.trim() !== '' ? span : undefined;
}
