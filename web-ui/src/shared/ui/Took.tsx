import { spanText } from '@/model/time';
import { useNow } from './useNow';

interface Props {
  readonly from: string;
  readonly to?: string | null | undefined;
}

/** How long something took; counts on while it has not ended. */
export function Took({ from, to }: Props) {
  const now = useNow(!to);
  const end = to ? new Date(to).getTime() : now.getTime();
  return <span className="numbers">{spanText(end - new Date(from).getTime())}</span>;
}
