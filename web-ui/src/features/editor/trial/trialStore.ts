import { create } from 'zustand';

export type Source = 'example' | 'event' | 'paste';

interface TrialState {
  /** The run that is followed. */
  readonly run: string | undefined;
  readonly source: Source;
  /** What was typed or pasted, kept while the panel is closed. */
  readonly text: string | undefined;
  /** Whether changes stop at their plan. */
  readonly dry: boolean;
}

/** What is being tried, and on what; kept while the panel is closed. */
export const useTrial = create<TrialState>(() => ({ run: undefined, source: 'example', text: undefined, dry: true }));
