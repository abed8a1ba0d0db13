import type { SilentTrigger } from '@/api/dashboard';
import { measureText } from '@/model/dashboard';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';
import { Card, Fine } from './Card';
import classes from './Dashboard.module.css';

/** Triggers that used to fire and have fallen silent: often the first sign that something outside broke. */
export function SilentCard({ triggers }: { readonly triggers: readonly SilentTrigger[] }) {
  return (
    <Card title="Silent triggers" size="half">
      {triggers.length === 0 ? (
        <Fine>Every trigger that is on has been heard as usual.</Fine>
      ) : (
        <ul className={classes['list']}>
          {triggers.map((trigger) => (
            <li key={`${trigger.workflow.id} ${trigger.node}`} className={classes['row']}>
              <span>
                <TextLink
                  to="/workflows/$workflowId"
                  params={{ workflowId: trigger.workflow.id }}
                  search={{ tab: 'triggers', node: trigger.node }}
                  fw={550} fz="sm"
                >
                  {trigger.workflow.name}
                </TextLink>
                <span className={classes['note']}> {trigger.type}</span>
              </span>
              <span className={classes['note']}>
                {trigger.lastAt ? (
                  <>
                    last <When at={trigger.lastAt} />
                  </>
                ) : (
                  'never heard'
                )}
                {trigger.usualEverySeconds !== null && `, usually every ${measureText(trigger.usualEverySeconds)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
