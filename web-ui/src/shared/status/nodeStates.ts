import {
  IconAlertTriangleFilled, IconArrowBackUp, IconCircleCheckFilled, IconCircleDashed,
  IconCircleOff, IconHourglass, IconLoader2, IconPlayerTrackNextFilled, IconRefreshAlert,
  IconRadar2, IconUserQuestion,
} from '@tabler/icons-react';
import type { NodeState } from '@/model/overlay';
import type { BadgeTone } from '@/shared/ui/Badge';

interface StateLooks {
  readonly label: string;
  readonly tone: BadgeTone;
  readonly icon: typeof IconLoader2;
  readonly spins?: boolean;
}

/** How each state is told: a word, a colour, and a silhouette of its own. */
export const nodeStates: { readonly [state in NodeState]: StateLooks } = {
  untouched: { label: 'Not reached', tone: 'plain', icon: IconCircleDashed },
  passed: { label: 'Passed', tone: 'good', icon: IconPlayerTrackNextFilled },
  working: { label: 'Working', tone: 'work', icon: IconLoader2, spins: true },
  following: { label: 'Following', tone: 'work', icon: IconRadar2 },
  waiting: { label: 'Waiting', tone: 'wait', icon: IconHourglass },
  retrying: { label: 'Trying again', tone: 'warn', icon: IconRefreshAlert },
  approval: { label: 'Approval', tone: 'person', icon: IconUserQuestion },
  incident: { label: 'Incident', tone: 'bad', icon: IconAlertTriangleFilled },
  undoing: { label: 'Undoing', tone: 'warn', icon: IconArrowBackUp },
  completed: { label: 'Done', tone: 'good', icon: IconCircleCheckFilled },
  ended: { label: 'Ended early', tone: 'plain', icon: IconCircleOff },
  abandoned: { label: 'Left behind', tone: 'plain', icon: IconCircleOff },
};
