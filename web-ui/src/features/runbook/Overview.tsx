import type { Runbook } from '@/model/runbookParts';
import { Phrases } from './Phrases';
import { StepLink } from './StepLink';
import classes from './Runbook.module.css';

/** What begins it, who is asked, what it changes, and what it needs for that. */
export function Overview({ runbook: { steps, variables, permissions } }: { readonly runbook: Runbook }) {
  const sections = [
    { title: 'Begins with', found: steps.filter(({ kind }) => kind === 'start') },
    { title: 'Asks a person at', found: steps.filter(({ asks }) => asks) },
    { title: 'Changes something outside at', found: steps.filter(({ effect }) => effect?.startsWith('Changes')) },
    { title: 'Ends with', found: steps.filter(({ kind }) => kind === 'end') },
  ];
  return (
    <>
      <dl className={classes['facts']}>
        {sections.map(({ title, found }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {found.length === 0 ? 'no step' : found.map(({ id, number, title: name }, index) => (
                <span key={id}>
                  {index > 0 && '; '}
                  <StepLink to={{ number, title: name }} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {variables.length > 0 && (
        <>
          <h2>Variables</h2>
          <dl className={classes['facts']}>
            {variables.map(({ title, description, value }) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>
                  <Phrases of={value} />
                  {description && <span className={classes['quiet']}> {description}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {permissions.length > 0 && (
        <>
          <h2>Permissions it needs</h2>
          <ul className={classes['permissions']}>
            {permissions.map(({ permission, steps: needing }) => (
              <li key={permission}>
                <code>{permission}</code> <span className={classes['quiet']}>{needing.length === 1 ? 'step' : 'steps'} {needing.join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
