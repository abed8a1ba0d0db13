import type { WorkflowDocument } from './workflow';

/** One state of the document and what led to it. */
export interface Entry {
  readonly document: WorkflowDocument;
  readonly label: string;
  /** Entries of one burst, such as the keystrokes in one field, are one step of undo. */
  readonly burst?: string;
}

export interface History {
  /** Oldest first. */
  readonly past: readonly Entry[];
  readonly present: Entry;
  /** Next first. */
  readonly future: readonly Entry[];
}

const stepsMax = 500;

export function newHistory(document: WorkflowDocument): History {
  return { past: [], present: { document, label: 'Opened' }, future: [] };
}

/** Adds a state; within the burst of the present one it takes its place. */
export function record(history: History, document: WorkflowDocument, label: string, burst?: string): History {
  if (document === history.present.document) return history;
  const present: Entry = burst === undefined ? { document, label } : { document, label, burst };
  const sameBurst = burst !== undefined && history.present.burst === burst;
  const past = sameBurst ? history.past : [...history.past, history.present].slice(-stepsMax);
  return { past, present, future: [] };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return {
    past: history.past.slice(0, -1),
    present: withoutBurst(before),
    future: [history.present, ...history.future],
  };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: withoutBurst(next), future };
}

/** After undo or redo a burst is over: typing on is a step of its own. */
function withoutBurst({ document, label }: Entry): Entry {
  return { document, label };
}
