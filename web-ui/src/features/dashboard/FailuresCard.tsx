import type { FailureFigure } from '@/api/dashboard';
import { TextLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';
import { Card, Fine } from './Card';
import classes from './Dashboard.module.css';

const shownMax = 8;

/** What failed most, with the latest run of each. */
export function FailuresCard({ failures }: { readonly failures: readonly FailureFigure[] }) {
  const most = Math.max(1, ...failures.map((failure) => failure.count));
  return (
    <Card title="Top failures" size="half">
      {failures.length === 0 ? (
        <Fine>Nothing failed in this span.</Fine>
      ) : (
        <ul className={classes['list']}>
          {failures.slice(0, shownMax).map((failure) => (
            <li key={`${failure.workflow.id} ${failure.node} ${failure.code}`}>
              <div className={classes['row']}>
                <span>
                  <TextLink to="/runs/$runId" params={{ runId: failure.run }} search={{ node: failure.node }} fw={550} fz="sm">
                    {failure.code}
                  </TextLink>
                  <span className={classes['note']}>
                    {' '}
                    at {failure.node} of {failure.workflow.name}, last <When at={failure.lastAt} />
                  </span>
                </span>
                <span>{failure.count}</span>
              </div>
              <div className={classes['bar']} aria-hidden>
                <span data-tone="bad" style={{ width: `${(100 * failure.count) / most}%` }} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
