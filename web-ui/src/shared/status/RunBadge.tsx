import {
  IconAlertTriangleFilled, IconArrowBackUp, IconBan, IconCircleCheckFilled, IconCircleXFilled, IconFlask,
  IconPlayerPauseFilled, IconPlayerPlayFilled, IconTestPipe,
} from '@tabler/icons-react';
import type { RunStatus } from '@/api/types';
import { kebab } from '@/model/json';
import { Badge, type BadgeTone } from '@/shared/ui/Badge';

const looks: { readonly [status in RunStatus]: { label: string; tone: BadgeTone; icon: typeof IconBan } } = {
  running: { label: 'Running', tone: 'work', icon: IconPlayerPlayFilled },
  completed: { label: 'Completed', tone: 'good', icon: IconCircleCheckFilled },
  failed: { label: 'Failed', tone: 'bad', icon: IconCircleXFilled },
  canceling: { label: 'Canceling', tone: 'warn', icon: IconArrowBackUp },
  canceled: { label: 'Canceled', tone: 'plain', icon: IconBan },
};

/** How a run stands; a run with an incident says so first. */
export function RunBadge({ status, incidents = 0 }: { readonly status: string; readonly incidents?: number }) {
  if (incidents > 0) {
    return (
      <Badge tone="bad" icon={<IconAlertTriangleFilled aria-hidden />}>
        {incidents === 1 ? '1 incident' : `${incidents} incidents`}
      </Badge>
    );
  }
  const known = looks[kebab(status) as RunStatus];
  if (!known) return <Badge tone="plain">{status}</Badge>;
  const Icon = known.icon;
  return (
    <Badge tone={known.tone} icon={<Icon aria-hidden />}>
      {known.label}
    </Badge>
  );
}

export function isDryRun(mode: string): boolean {
  return kebab(mode) === 'dry-run';
}

/** A run of a draft that somebody tried in the editor. */
export function TrialBadge() {
  return (
    <Badge tone="person" icon={<IconTestPipe aria-hidden />} title="Tried from the editor, on a draft; pinned steps were not carried out">
      Trial
    </Badge>
  );
}

/** A run that a person has stopped for a while, by itself or with others. */
export function PausedBadge() {
  return (
    <Badge tone="warn" icon={<IconPlayerPauseFilled aria-hidden />} title="Nothing begins in it until it is resumed">
      Paused
    </Badge>
  );
}

export function DryRunBadge() {
  return (
    <Badge tone="wait" icon={<IconFlask aria-hidden />} title="Reads are real; changes stop at their plan">
      Dry run
    </Badge>
  );
}
