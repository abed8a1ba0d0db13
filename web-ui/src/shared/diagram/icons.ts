import {
  IconAdjustments, IconAlertTriangle, IconApi, IconArrowBackUp, IconArrowUpCircle, IconArrowRampRight3, IconArrowsSplit, IconBandage, IconBell, IconBolt, IconBraces,
  IconBrandAws, IconBroadcast, IconCalendarClock, IconCalendarTime, IconCamera, IconCameraOff,
  IconCameraPlus, IconCameraSearch, IconChartBar, IconCheck, IconChecklist, IconCircle, IconCircleCheck, IconCircleFilled, IconCirclePlus, IconCircleX,
  IconClock, IconCloud, IconCloudSearch, IconCopy, IconCubeSend, IconDatabase, IconDownload, IconEdit, IconExternalLink,
  IconFileExport, IconFileText, IconFilter, IconFingerprint, IconFlag, IconGauge, IconGitCompare, IconGitMerge,
  IconHandClick, IconHourglass, IconKey, IconList, IconListSearch, IconLock, IconLockAccess, IconLockOpen,
  IconMail, IconMessage, IconNote, IconNotes, IconPencil, IconPlayerPlay, IconPlayerStop, IconPlus,
  IconPower, IconRadar, IconRadar2, IconRefresh, IconRepeat, IconReportSearch, IconRoute, IconScan, IconSearch, IconSend,
  IconServer, IconServer2, IconServerBolt, IconShield, IconShieldBolt, IconShieldCheck, IconShieldHalf,
  IconShieldLock, IconShieldOff, IconShieldQuestion, IconShieldSearch, IconSortDescending, IconSquareRounded, IconStack2, IconTag,
  IconTagMinus, IconTagOff, IconTagPlus, IconTags, IconTicket, IconTool, IconTrash, IconUser, IconUserCheck,
  IconVariable, IconWand, IconWebhook, IconWorld, IconWorldCheck, IconWorldDownload, IconWorldUpload,
} from '@tabler/icons-react';

export type Icon = typeof IconBolt;

/** The icons that node types may name; others get the one of their family. */
const byName: { readonly [name: string]: Icon | undefined } = {
  'arrow-back-up': IconArrowBackUp, 'arrow-up-circle': IconArrowUpCircle, checklist: IconChecklist, 'external-link': IconExternalLink,
  repeat: IconRepeat, 'square-rounded': IconSquareRounded, stack: IconStack2,
  adjustments: IconAdjustments, 'alert-triangle': IconAlertTriangle, api: IconApi,
  'arrow-ramp-right-3': IconArrowRampRight3, 'arrows-split': IconArrowsSplit, bandage: IconBandage, bell: IconBell, bolt: IconBolt, braces: IconBraces,
  'brand-aws': IconBrandAws, broadcast: IconBroadcast, 'calendar-clock': IconCalendarClock,
  'calendar-time': IconCalendarTime, camera: IconCamera, 'camera-off': IconCameraOff,
  'camera-plus': IconCameraPlus, 'camera-search': IconCameraSearch, 'chart-bar': IconChartBar,
  check: IconCheck, circle: IconCircle, 'circle-check': IconCircleCheck, 'circle-filled': IconCircleFilled,
  'circle-plus': IconCirclePlus, 'circle-x': IconCircleX,
  clock: IconClock, cloud: IconCloud, 'cloud-search': IconCloudSearch, copy: IconCopy,
  'cube-send': IconCubeSend, database: IconDatabase, download: IconDownload, edit: IconEdit,
  'file-export': IconFileExport, 'file-text': IconFileText, filter: IconFilter, fingerprint: IconFingerprint, flag: IconFlag,
  gauge: IconGauge, 'git-compare': IconGitCompare, 'git-merge': IconGitMerge, 'hand-click': IconHandClick,
  hourglass: IconHourglass, key: IconKey, list: IconList, 'list-search': IconListSearch, lock: IconLock,
  'lock-access': IconLockAccess, 'lock-open': IconLockOpen, mail: IconMail, message: IconMessage,
  note: IconNote, notes: IconNotes, pencil: IconPencil, 'player-play': IconPlayerPlay,
  'player-stop': IconPlayerStop, plus: IconPlus, power: IconPower, radar: IconRadar, 'radar-2': IconRadar2,
  refresh: IconRefresh, 'report-search': IconReportSearch, route: IconRoute, scan: IconScan,
  search: IconSearch, send: IconSend, server: IconServer, 'server-2': IconServer2,
  'server-bolt': IconServerBolt, shield: IconShield, 'shield-bolt': IconShieldBolt,
  'shield-check': IconShieldCheck, 'shield-half': IconShieldHalf, 'shield-lock': IconShieldLock,
  'shield-off': IconShieldOff, 'shield-question': IconShieldQuestion, 'shield-search': IconShieldSearch,
  'sort-descending': IconSortDescending, tag: IconTag, 'tag-minus': IconTagMinus, 'tag-off': IconTagOff,
  'tag-plus': IconTagPlus, tags: IconTags, ticket: IconTicket, tool: IconTool, trash: IconTrash,
  user: IconUser, 'user-check': IconUserCheck, variable: IconVariable, wand: IconWand, webhook: IconWebhook,
  world: IconWorld, 'world-check': IconWorldCheck, 'world-download': IconWorldDownload,
  'world-upload': IconWorldUpload,
};

export function iconNamed(name: string): Icon {
  return byName[name.replace(/^Icon/, '').toLowerCase()] ?? IconBolt;
}
