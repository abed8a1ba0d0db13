import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { approvalsQuery } from '@/api/approvals';
import { useSession } from '@/api/session';
import { aroundPages, workPages } from '@/shared/pages';
import classes from './Shell.module.css';

type Entry = (typeof workPages)[number] | (typeof aroundPages)[number];

export function Navigation() {
  const session = useSession();
  const approvals = useQuery(approvalsQuery('open'));
  const waiting = approvals.data?.items.length ?? 0;
  const entries = aroundPages.filter((entry) => entry.to !== '/sandbox' || session?.sandbox);
  return (
    <ul className={classes['links']}>
      {workPages.map((entry) => (
        <Item key={entry.to} entry={entry} count={entry.to === '/approvals' ? waiting : 0} />
      ))}
      <li className={classes['section']}>Around it</li>
      {entries.map((entry) => (
        <Item key={entry.to} entry={entry} count={0} />
      ))}
    </ul>
  );
}

function Item({ entry, count }: { readonly entry: Entry; readonly count: number }) {
  const Icon = entry.icon;
  return (
    <li>
      <Link to={entry.to} className={classes['link'] ?? ''} activeOptions={{ exact: false, includeSearch: false }}>
        <Icon size={19} stroke={1.7} aria-hidden />
        {entry.label}
        {count > 0 && (
          <span className={classes['count']} aria-label={`${count} open`}>
            {count}
          </span>
        )}
      </Link>
    </li>
  );
}
