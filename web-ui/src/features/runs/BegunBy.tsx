import type { Run } from '@/api/types';
import { tellingOf } from '@/model/telling';
import { TextLink } from '@/shared/ui/links';

/** The message or signal that began the run, and the run that sent it. */
export function BegunBy({ run }: { readonly run: Run }) {
  const telling = tellingOf(run);
  if (!telling) return <>by {run.startedBy}</>;
  return (
    <span>
      by the {telling.kind} “{telling.name}”
      {telling.run && (
        <>
          {' '}
          of{' '}
          <TextLink to="/runs/$runId" params={{ runId: telling.run }} size="sm" underline="always">
            run <span className="mono">{telling.run}</span>
          </TextLink>
        </>
      )}
    </span>
  );
}
