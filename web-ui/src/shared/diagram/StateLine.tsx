import { nodeStates } from '@/shared/status/nodeStates';
import { Took } from '@/shared/ui/Took';
import type { ShapeData } from './elements';
import classes from './Shape.module.css';

/** How a node stands in a run, and for how long it has. */
export function StateLine({ overlay }: { readonly overlay: NonNullable<ShapeData['overlay']> }) {
  const { label, icon: Icon, spins } = nodeStates[overlay.state];
  return (
    <span className={classes['stateLine']}>
      <Icon size={13} aria-hidden className={spins ? classes['spin'] : undefined} />
      {label}{' '}
      {overlay.round !== undefined && <span className={classes['time']}>round {overlay.round} </span>}
      {overlay.enteredAt && overlay.state !== 'passed' && (
        <span className={classes['time']}>
          <Took from={overlay.enteredAt} to={overlay.endedAt} />
        </span>
      )}
    </span>
  );
}
