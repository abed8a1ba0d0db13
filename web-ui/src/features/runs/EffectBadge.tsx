import {
  IconArrowBackUp, IconCircleCheckFilled, IconClipboardList, IconPencil, IconQuestionMark,
  IconRefresh,
} from '@tabler/icons-react';
import type { Effect, EffectStatus } from '@/api/types';
import { kebab } from '@/model/json';
import { Badge, type BadgeTone } from '@/shared/ui/Badge';

interface EffectLooks {
  readonly label: string;
  readonly tone: BadgeTone;
  readonly icon: typeof IconPencil;
  readonly hint: string;
}

const looks: { readonly [status in EffectStatus]: EffectLooks } = {
  planned: { label: 'Planned', tone: 'wait', icon: IconClipboardList, hint: 'A dry run: this would be done' },
  intended: { label: 'Intent recorded', tone: 'work', icon: IconPencil, hint: 'Written down before the call; the answer is awaited' },
  applied: { label: 'Made', tone: 'good', icon: IconCircleCheckFilled, hint: 'The provider confirmed it' },
  'not-applied': { label: 'Not made', tone: 'plain', icon: IconRefresh, hint: 'It is known not to have happened' },
  doubted: { label: 'In doubt', tone: 'bad', icon: IconQuestionMark, hint: 'The answer was lost; it is being looked up' },
  undone: { label: 'Undone', tone: 'warn', icon: IconArrowBackUp, hint: 'Restored to how it was before' },
};

export function EffectBadge({ effect }: { readonly effect: Effect }) {
  const known = looks[kebab(effect.status) as EffectStatus];
  if (!known) return <Badge tone="plain">{effect.status}</Badge>;
  const Icon = known.icon;
  return (
    <Badge tone={known.tone} icon={<Icon aria-hidden />} title={known.hint}>
      {known.label}
    </Badge>
  );
}
