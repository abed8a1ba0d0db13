import {
  IconBook2, IconChartBar, IconChecklist, IconHierarchy2, IconInbox, IconListCheck, IconPlug, IconSettings,
  IconShip, IconTimeline,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { approvalsQuery } from '@/api/approvals';
import { useSession } from '@/api/session';
import classes from './Shell.module.css';

const work = [
  { to: '/dashboard', label: 'Dashboard', icon: IconChartBar },
  { to: '/workflows', label: 'Workflows', icon: IconHierarchy2 },
  { to: '/runs', label: 'Runs', icon: IconTimeline },
  { to: '/approvals', label: 'Approvals', icon: IconChecklist },
  { to: '/templates', label: 'Templates', icon: IconBook2 },
] as const;

const around = [
  { to: '/events', label: 'Events', icon: IconInbox },
  { to: '/connections', label: 'Connections', icon: IconPlug },
  { to: '/sandbox', label: 'Sandbox', icon: IconShip },
  { to: '/audit', label: 'Audit', icon: IconListCheck },
  { to: '/settings', label: 'Settings', icon: IconSettings },
] as const;

type Entry = (typeof work)[number] | (typeof around)[number];

export function Navigation() {
  const session = useSession();
  const approvals = useQuery(approvalsQuery('open'));
  const waiting = approvals.data?.items.length ?? 0;
  const entries = around.filter((entry) => entry.to !== '/sandbox' || session?.sandbox);
  return (
    <ul className={classes['links']}>
      {work.map((entry) => (
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
