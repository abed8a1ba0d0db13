import { policyLook, roadOf } from '@/model/policy';
import classes from './Road.module.css';

const words = { done: 'passed', here: 'now', ahead: 'ahead' } as const;

/** The road from a detection to enforcement, and where the policy stands on it. */
export function Road({ status }: { readonly status: string }) {
  return (
    <ol className={classes['road']} aria-label="The policy's road">
      {roadOf(status).map((step) => (
        <li key={step.status} className={classes['place']} data-place={step.place} aria-current={step.place === 'here' ? 'step' : undefined}>
          {policyLook(step.status).label}
          <small>{words[step.place]}</small>
        </li>
      ))}
    </ol>
  );
}
