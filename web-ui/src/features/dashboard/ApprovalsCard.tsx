import type { Dashboard } from '@/api/dashboard';
import { measureText } from '@/model/dashboard';
import { ButtonLink } from '@/shared/ui/links';
import { When } from '@/shared/ui/When';
import { Card } from './Card';
import classes from './Dashboard.module.css';

/** How many runs wait for a decision, and since when. */
export function ApprovalsCard({ approvals }: { readonly approvals: Dashboard['approvals'] }) {
  const { waiting, overdue, oldestAt, decidedMedianSeconds } = approvals;
  return (
    <Card title="Approvals waiting" size="small">
      <div className={classes['big']}>{waiting}</div>
      <p className={classes['summary']}>
        {waiting === 0 ? 'Nobody is waited for.' : overdue > 0 ? `${overdue} past their deadline.` : 'None is past its deadline.'}
        {oldestAt && (
          <>
            {' '}
            The oldest was asked <When at={oldestAt} />.
          </>
        )}
      </p>
      <p className={classes['summary']}>Half are decided within: {measureText(decidedMedianSeconds).toLowerCase()}</p>
      {waiting > 0 && (
        <ButtonLink to="/approvals" size="xs" mt="md" w="fit-content">
          Look at them
        </ButtonLink>
      )}
    </Card>
  );
}
