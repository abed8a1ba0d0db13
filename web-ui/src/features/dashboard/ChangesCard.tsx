import type { ChangeFigure } from '@/api/dashboard';
import { Card, Fine } from './Card';
import classes from './Dashboard.module.css';

const shownMax = 8;

/** What was changed outside, and how much of it was taken back. */
export function ChangesCard({ changes }: { readonly changes: readonly ChangeFigure[] }) {
  const most = Math.max(1, ...changes.map((change) => change.count));
  const all = changes.reduce((sum, change) => sum + change.count, 0);
  const undone = changes.reduce((sum, change) => sum + change.undone, 0);
  return (
    <Card title="Changes made" size="half" summary={all === 0 ? undefined : `${all} in all, ${undone} of them undone since.`}>
      {changes.length === 0 ? (
        <Fine>Nothing outside was changed in this span.</Fine>
      ) : (
        <ul className={classes['list']}>
          {changes.slice(0, shownMax).map((change) => (
            <li key={change.type}>
              <div className={classes['row']}>
                <span>{change.title}</span>
                <span>
                  {change.count}
                  {change.undone > 0 && <span className={classes['note']}> · {change.undone} undone</span>}
                </span>
              </div>
              <div className={classes['bar']} aria-hidden>
                <span style={{ width: `${(100 * change.count) / most}%` }} />
                <span data-tone="quiet" style={{ width: `${(100 * change.undone) / most}%` }} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
