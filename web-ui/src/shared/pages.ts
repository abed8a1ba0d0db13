import {
  IconBook2, IconChartBar, IconChecklist, IconHierarchy2, IconInbox, IconListCheck, IconPlug, IconSettings,
  IconShieldLock, IconShip, IconTimeline,
} from '@tabler/icons-react';

/** The pages one works on. */
export const workPages = [
  { to: '/dashboard', label: 'Dashboard', icon: IconChartBar },
  { to: '/workflows', label: 'Workflows', icon: IconHierarchy2 },
  { to: '/runs', label: 'Runs', icon: IconTimeline },
  { to: '/approvals', label: 'Approvals', icon: IconChecklist },
  { to: '/policies', label: 'Policies', icon: IconShieldLock },
  { to: '/templates', label: 'Templates', icon: IconBook2 },
] as const;

/** What the work depends on. */
export const aroundPages = [
  { to: '/events', label: 'Events', icon: IconInbox },
  { to: '/connections', label: 'Connections', icon: IconPlug },
  { to: '/sandbox', label: 'Sandbox', icon: IconShip },
  { to: '/audit', label: 'Audit', icon: IconListCheck },
  { to: '/settings', label: 'Settings', icon: IconSettings },
] as const;
