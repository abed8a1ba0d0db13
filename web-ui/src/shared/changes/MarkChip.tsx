import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { Mark } from '@/model/comparePlans';
import { Badge } from '@/shared/ui/Badge';

/** How a part of a plan differs from the plan that was seen before; nothing for what does not. */
export function MarkChip({ mark }: { readonly mark: Mark }) {
  if (mark === 'new') return <Badge tone="warn" icon={<IconPlus aria-hidden />}>New</Badge>;
  if (mark === 'changed') return <Badge tone="warn" icon={<IconPencil aria-hidden />}>Changed</Badge>;
  if (mark === 'gone') return <Badge tone="plain" icon={<IconMinus aria-hidden />}>No longer</Badge>;
  mark satisfies 'same';
  return null;
}
