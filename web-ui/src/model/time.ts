const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span for people: `840 ms`, `12 s`, `3 min 5 s`, `2 h 4 min`, `3 d 1 h`. */
export function spanText(millis: number): string {
  const value = Math.max(0, millis);
  if (value < second) return `${Math.round(value)} ms`;
  if (value < 10 * second) return `${(Math.floor(value / 100) / 10).toString()} s`;
  if (value < minute) return `${Math.floor(value / second)} s`;
  if (value < hour) return two(value, minute, 'min', second, 's');
  if (value < day) return two(value, hour, 'h', minute, 'min');
  return two(value, day, 'd', hour, 'h');
}

function two(value: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((value % big) / small);
  const head = `${Math.floor(value / big)} ${bigName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/** A sentence of the server with its moments in local time: `until 2026-01-05T10:00:00Z`. */
export function withLocalTimes(text: string): string {
  return text.replaceAll(moment, (at) => localDateTime(new Date(at)));
}

/** How long ago or ahead: `just now`, `5 min ago`, `in 2 h`; the date beyond a week. */
export function relativeText(at: Date, now: Date): string {
  const distance = now.getTime() - at.getTime();
  const size = Math.abs(distance);
  if (size < 5 * second) return 'just now';
  if (size >= 7 * day) return localDate(at);
  const words =
    size < minute ? `${Math.floor(size / second)} s`
    : size < hour ? `${Math.floor(size / minute)} min`
    : size < day ? `${Math.floor(size / hour)} h`
    : `${Math.floor(size / day)} d`;
  return distance > 0 ? `${words} ago` : `in ${words}`;
}

export function localDate(at: Date): string {
  return at.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

export function localTime(at: Date): string {
  return at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}

export function localDateTime(at: Date): string {
  return `${localDate(at)}, ${localTime(at)}`;
}

/** The exact moment, the same for everybody. */
export function utcText(at: Date): string {
  return `${at.toISOString().replace('T', ' ').replace(/\.000Z$|Z$/, '')} UTC`;
}
