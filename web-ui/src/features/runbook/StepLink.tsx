import type { Target } from '@/model/runbookParts';

/** “step 4, Quarantine it”, and the way there. */
export function StepLink({ to: { number, title } }: { readonly to: Target }) {
  if (number === 0) return <>“{title}”, which is not there</>;
  return (
    <a href={`#step-${number}`}>
      step {number}, {title}
    </a>
  );
}
