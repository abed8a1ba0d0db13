import { IconBolt, IconPencil, IconPlayerPause } from '@tabler/icons-react';
import { Badge } from '@/shared/ui/Badge';

interface Props {
  readonly published: number | null;
  readonly enabled: boolean;
}

/** Whether its triggers fire. */
export function StatusBadge({ published, enabled }: Props) {
  if (published === null) {
    return (
      <Badge tone="wait" icon={<IconPencil aria-hidden />} title="Never published; its triggers do not fire">
        Draft
      </Badge>
    );
  }
  if (!enabled) {
    return (
      <Badge tone="plain" icon={<IconPlayerPause aria-hidden />} title="Published, but its triggers do not fire">
        Off · v{published}
      </Badge>
    );
  }
  return (
    <Badge tone="good" icon={<IconBolt aria-hidden />} title="Published; its triggers fire">
      On · v{published}
    </Badge>
  );
}
