import {
  IconAlertTriangle, IconArrowRampRight3, IconArrowsSplit, IconBandage, IconBell, IconBolt, IconBraces, IconBrandAws,
  IconCalendarClock, IconCalendarTime, IconCamera, IconChartBar, IconCheck, IconCircle,
  IconCircleCheck, IconCircleFilled, IconCirclePlus, IconCircleX, IconClock, IconCloud, IconCloudSearch, IconCopy, IconDatabase,
  IconDownload, IconEdit, IconFileText, IconFilter, IconFlag, IconGauge, IconHandClick, IconHourglass,
  IconKey, IconList, IconLock, IconLockAccess, IconLockOpen, IconMail, IconMessage, IconNotes,
  IconPencil, IconPlayerPlay, IconPlayerStop, IconPlus, IconPower, IconRadar, IconReportSearch,
  IconRoute, IconScan, IconSearch, IconSend, IconServer, IconServer2, IconServerBolt, IconShield,
  IconShieldCheck, IconShieldLock, IconShieldOff, IconShieldSearch, IconTag, IconTagOff, IconTags,
  IconTicket, IconTool, IconTrash, IconUser, IconUserCheck, IconVariable, IconWebhook, IconWorld,
} from '@tabler/icons-react';

export type Icon = typeof IconBolt;

/** The icons that node types may name; others get the one of their family. */
const byName: { readonly [name: string]: Icon | undefined } = {
  'alert-triangle': IconAlertTriangle, 'arrow-ramp-right-3': IconArrowRampRight3, 'arrows-split': IconArrowsSplit, bandage: IconBandage,
  bell: IconBell, bolt: IconBolt, braces: IconBraces, 'brand-aws': IconBrandAws,
  'calendar-clock': IconCalendarClock, 'calendar-time': IconCalendarTime, camera: IconCamera,
  'chart-bar': IconChartBar, check: IconCheck, circle: IconCircle, 'circle-check': IconCircleCheck,
  'circle-filled': IconCircleFilled, 'circle-plus': IconCirclePlus,
  'circle-x': IconCircleX, clock: IconClock, cloud: IconCloud, 'cloud-search': IconCloudSearch,
  copy: IconCopy, database: IconDatabase, download: IconDownload, edit: IconEdit,
  'file-text': IconFileText, filter: IconFilter, flag: IconFlag, gauge: IconGauge, 'hand-click': IconHandClick,
  hourglass: IconHourglass, key: IconKey, list: IconList, lock: IconLock,
  'lock-access': IconLockAccess, 'lock-open': IconLockOpen, mail: IconMail, message: IconMessage,
  notes: IconNotes, pencil: IconPencil, 'player-play': IconPlayerPlay,
  'player-stop': IconPlayerStop, plus: IconPlus, power: IconPower, radar: IconRadar,
  'report-search': IconReportSearch, route: IconRoute, scan: IconScan, search: IconSearch,
  send: IconSend, server: IconServer, 'server-2': IconServer2, 'server-bolt': IconServerBolt,
  shield: IconShield, 'shield-check': IconShieldCheck, 'shield-lock': IconShieldLock,
  'shield-off': IconShieldOff, 'shield-search': IconShieldSearch, tag: IconTag,
  'tag-off': IconTagOff, tags: IconTags, ticket: IconTicket, tool: IconTool, trash: IconTrash,
  user: IconUser, 'user-check': IconUserCheck, variable: IconVariable, webhook: IconWebhook,
  world: IconWorld,
};

export function iconNamed(name: string): Icon {
  return byName[name.replace(/^Icon/, '').toLowerCase()] ?? IconBolt;
}
