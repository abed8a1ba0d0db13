import type { ComponentType } from 'react';

/** One line of the command bar. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly keywords?: readonly string[];
  readonly icon?: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** The keys that do the same, as text. */
  readonly keys?: string | undefined;
  readonly perform: () => void;
}

export interface CommandGroup {
  readonly label: string;
  readonly commands: readonly Command[];
}
