import { createElement } from 'react';
import type { Family } from '@/model/looks';
import { iconNamed } from '@/shared/diagram/icons';
import classes from './PickIcon.module.css';

interface Props {
  readonly icon: string;
  readonly family: Family;
}

/** The icon of a node type on the colour of what it is about. */
export function PickIcon({ icon, family }: Props) {
  return (
    <span className={classes['chip']} data-family={family}>
      {createElement(iconNamed(icon), { size: 16, stroke: 1.8, 'aria-hidden': true })}
    </span>
  );
}
