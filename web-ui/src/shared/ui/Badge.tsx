import type { ReactNode } from 'react';
import classes from './Badge.module.css';

export type BadgeTone = 'plain' | 'good' | 'work' | 'wait' | 'person' | 'warn' | 'bad';

interface Props {
  readonly tone: BadgeTone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly title?: string;
}

/** A state in a word, with an icon of its own so that colour is never the only sign. */
export function Badge({ tone, icon, children, title }: Props) {
  return (
    <span className={classes['badge']} data-tone={tone} title={title}>
      {icon}
      {children}
    </span>
  );
}
