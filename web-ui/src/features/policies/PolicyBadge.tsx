import {
  IconBinoculars, IconCircleCheckFilled, IconCircleDashed, IconClockX, IconEyeSearch, IconFilter, IconRadar, IconShieldCheckFilled,
  IconTrashX,
} from '@tabler/icons-react';
import { policyLook } from '@/model/policy';
import { Badge } from '@/shared/ui/Badge';

const icons: { readonly [status: string]: typeof IconRadar | undefined } = {
  detected: IconRadar,
  generated: IconCircleDashed,
  audit: IconBinoculars,
  review: IconEyeSearch,
  tuned: IconFilter,
  enforcement: IconCircleCheckFilled,
  active: IconShieldCheckFilled,
  expired: IconClockX,
  withdrawn: IconTrashX,
};

export function PolicyBadge({ status }: { readonly status: string }) {
  const { label, tone, says } = policyLook(status);
  const Icon = icons[status] ?? IconCircleDashed;
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />} title={says}>
      {label}
    </Badge>
  );
}
