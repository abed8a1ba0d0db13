import { join } from 'node:path';

/** Who takes part; made by tests/set-up.ts, then signed in by their kept session. */
export const people = {
  /** The first account: administrator, with every role. */
  ada: { name: 'ada', password: 'correct horse battery', roles: ['admin'] },
  /** A second person who decides. */
  grace: { name: 'grace', password: 'staple of the grace', roles: ['viewer', 'approver'] },
  /** A second person who draws. */
  linus: { name: 'linus', password: 'just for the fun', roles: ['viewer', 'operator', 'editor'] },
  /** One who may only look. */
  vera: { name: 'vera', password: 'looking is enough', roles: ['viewer'] },
} as const;

export type Person = keyof typeof people;

/** Where the cookies of a person's session are kept during the suite. */
export function sessionOf(person: Person): string {
  return join(import.meta.dirname, '../target/people', `${person}.json`);
}
