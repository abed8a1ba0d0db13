import { IconClockExclamation, IconPinFilled } from '@tabler/icons-react';
import { stalenessText } from '@/model/stale';
import type { StepData } from './flow';
import classes from './Step.module.css';

/** What is odd about a node: warnings, pins, what has changed, what is off. */
export function Oddities({ warnings, problems, pin, changed, stale, disabled, unknown }: StepData) {
  return (
    <>
      {warnings > 0 && problems === 0 && (
        <span className={classes['warnings']} title={`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`}>
          !
        </span>
      )}
      {pin && (
        <span className={classes['pin']} title={'error' in pin ? 'Fails with a pinned error in trials' : 'Answers with its pinned output in trials'}>
          <IconPinFilled size={11} aria-hidden />
        </span>
      )}
      {stale && (
        <span className={classes['stale']} data-beside={pin ? true : undefined} title={stalenessText(stale)}>
          <IconClockExclamation size={13} aria-hidden />
        </span>
      )}
      {changed && <span className={classes['changed']} title="Changed since the last publication" />}
      {(disabled || unknown) && (
        <span className={classes['tag']}>{disabled ? 'disabled' : 'type not installed'}</span>
      )}
    </>
  );
}
