import type { Resolution } from '@/api/types';
import { kebab } from '@/model/json';

export interface Answer {
  readonly resolution: Resolution;
  readonly label: string;
  readonly meaning: string;
}

const retry: Answer = {
  resolution: 'retry',
  label: 'Retry',
  meaning: 'Do the step again. A change whose outcome is unknown is looked up first.',
};

const skip: Answer = {
  resolution: 'skip',
  label: 'Skip with a value',
  meaning: 'Go on as if the step had given the output below.',
};

const lookAgain: Answer = {
  resolution: 'retry',
  label: 'Look again',
  meaning: 'Sluice asks the provider once more whether it happened.',
};

const happened: Answer = {
  resolution: 'happened',
  label: 'It happened',
  meaning: 'You have looked: the change is there. The run goes on with the output below.',
};

const didNotHappen: Answer = {
  resolution: 'did-not-happen',
  label: 'It did not happen',
  meaning: 'You have looked: nothing was changed. It is done again.',
};

const takenBack: Answer = {
  resolution: 'skip',
  label: 'One was taken back',
  meaning: 'Only one is left. The run, which has gone on meanwhile, need not wait for this any longer.',
};

const words: { readonly [kind: string]: { readonly question: string; readonly answers: readonly Answer[] } | undefined } = {
  failed: {
    question: 'The step failed for good, or too often. Mend the cause and retry, or go on without it.',
    answers: [retry, skip],
  },
  'unknown-outcome': {
    question:
      'The answer to this change was lost, and nobody can tell from here whether it was made. Look at the provider, then say so.',
    answers: [happened, didNotHappen, lookAgain],
  },
  conflict: {
    question: 'Somebody else changed what this step wanted to change. Look at it, then retry or go on without it.',
    answers: [retry, skip],
  },
  duplicate: {
    question:
      'This change was made twice, because a process stood still in the middle of it. Take one of the two back by hand, then say so.',
    answers: [takenBack],
  },
  limit: {
    question: 'A bound of the engine was reached. Retry once there is room, or go on without this step.',
    answers: [retry, skip],
  },
};

/** An incident in plain words. */
export function incidentWords(kind: string): { readonly question: string; readonly answers: readonly Answer[] } {
  return (
    words[kebab(kind)] ?? { question: 'This step waits for a person.', answers: [retry, skip] }
  );
}

export function answersTo(kind: string): readonly Answer[] {
  return incidentWords(kind).answers;
}
