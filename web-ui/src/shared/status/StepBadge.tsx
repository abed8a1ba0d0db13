import type { NodeState } from '@/model/overlay';
import { Badge } from '@/shared/ui/Badge';
import { nodeStates } from './nodeStates';

export function StepBadge({ state }: { readonly state: NodeState }) {
  const { label, tone, icon: Icon } = nodeStates[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </Badge>
  );
}
