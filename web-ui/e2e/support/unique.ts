/** A name that nothing else has, so that tests do not meet in lists and can be run again. */
export function unique(name: string): string {
  return `${name} ${Math.random().toString(36).slice(2, 7)}`;
}
