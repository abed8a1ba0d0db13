import { Position } from '@xyflow/react';
import { memo } from 'react';
import { portIn, portOut } from './ports';
import classes from './Sides.module.css';

const sides = [Position.Left, Position.Right, Position.Top, Position.Bottom];

interface Props {
  readonly hasIn: boolean;
  readonly hasOut: boolean;
}

/**
 * Where lines may begin and end, for the canvas to measure: a line leaves a node on any side, while
 * people draw from one port and to another. Takes neither pointer nor focus.
 */
export const Sides = memo(function Sides({ hasIn, hasOut }: Props) {
  return (
    <>
      {hasOut && sides.map((side) => <Side key={`out ${side}`} type="source" id={`${portOut}-${side}`} side={side} />)}
      {hasIn && sides.map((side) => <Side key={`in ${side}`} type="target" id={`${portIn}-${side}`} side={side} />)}
    </>
  );
});

function Side({ type, id, side }: { readonly type: 'source' | 'target'; readonly id: string; readonly side: Position }) {
  return <i aria-hidden className={`${type} ${classes['side']}`} data-handleid={id} data-handlepos={side} data-side={side} />;
}
