import way from '@/shared/diagram/Way.module.css';
import classes from './FarStep.module.css';
import type { WireData } from './flow';

interface Props {
  readonly data: WireData;
  readonly selected: boolean | undefined;
}

/** A way from far away: its line alone. */
export function FarWire({ data: { path, otherwise, count, problems }, selected }: Props) {
  return (
    <g className={classes['wire']} data-selected={selected || undefined} data-bad={problems > 0 || undefined}>
      <path
        d={path}
        className={way['line']}
        data-taken={count === undefined ? undefined : count > 0}
        data-otherwise={otherwise || undefined}
      />
    </g>
  );
}
