import type { RunbookStep } from '@/model/runbookParts';
import { Phrases } from './Phrases';
import { StepLink } from './StepLink';
import classes from './Runbook.module.css';

/** One step: what it is, what is set, what it does outside, and where it goes on. */
export function StepSection({ step }: { readonly step: RunbookStep }) {
  const { number, title, what, summary, disabled, settings, effect, permissions, policy } = step;
  return (
    <li id={`step-${number}`} className={classes['step']}>
      <h3>
        <span className={classes['number']}>{number}</span> {title} <span className={classes['quiet']}>{what}</span>
      </h3>
      {disabled && <p><strong>Disabled: a run passes through it and nothing is done.</strong></p>}
      {summary && <p>{summary}</p>}
      {settings.length > 0 && (
        <dl className={classes['facts']}>
          {settings.map(({ title: name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Phrases of={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {effect && (
        <p>
          {effect}
          {policy && ` ${policy}.`}
          {permissions.length > 0 && (
            <>
              {' '}
              Needs{' '}
              {permissions.map((permission, index) => (
                <span key={permission}>
                  {index > 0 && ', '}
                  <code>{permission}</code>
                </span>
              ))}
              .
            </>
          )}
        </p>
      )}
      <Ways step={step} />
    </li>
  );
}

function Ways({ step: { kind, ways, roads } }: { readonly step: RunbookStep }) {
  if (ways.length === 0 && roads.length === 0) {
    if (kind === 'handler') return <p>Whatever follows stands within it.</p>;
    return <p>{kind === 'end' ? 'Here a path ends.' : 'Nothing follows: a path ends here.'}</p>;
  }
  return (
    <ul className={classes['ways']}>
      {ways.map(({ id, label, condition, to }) => (
        <li key={id}>
          {condition ? (
            <>
              If <Phrases of={[condition]} />
              {label && ` (“${label}”)`}: go on with{' '}
            </>
          ) : kind === 'fork' ? (
            'At the same time: '
          ) : kind === 'race' ? (
            'Whichever comes first: '
          ) : (
            'Then: '
          )}
          <StepLink to={to} />.
        </li>
      ))}
      {roads.map(({ id, title, when, to }) => (
        <li key={id}>
          If {when} (“{title}”): {to.length === 0 ? 'nothing follows' : 'go on with '}
          {to.map((target, index) => (
            <span key={target.number}>
              {index > 0 && ', '}
              <StepLink to={target} />
            </span>
          ))}
          .
        </li>
      ))}
    </ul>
  );
}
