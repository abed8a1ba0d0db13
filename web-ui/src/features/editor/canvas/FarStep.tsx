import { isGateway } from '@/model/graph';
import { smallKind } from '@/model/shapes';
import shape from '@/shared/diagram/Shape.module.css';
import classes from './FarStep.module.css';
import type { StepData } from './flow';
import { Sides } from './Sides';

/** A node from far away: its form and its colours; the words are too small to read. */
export function FarStep({ data, selected }: { readonly data: StepData; readonly selected: boolean | undefined }) {
  const { node, looks, overlay, problems } = data;
  const form = smallKind(node.kind) ? (isGateway(node.kind) ? 'diamond' : 'round') : 'wide';
  return (
    <div
      className={`${shape['shape']} ${classes['far']}`}
      data-kind={node.kind}
      data-family={looks.family}
      data-state={overlay?.state}
      data-selected={selected || undefined}
      data-bad={problems > 0 || undefined}
    >
      <Sides hasIn={data.hasIn} hasOut={data.hasOut} />
      <span className={shape[form]}>{form === 'wide' && <span className={shape['chip']} />}</span>
    </div>
  );
}
