import { ViewportPortal } from '@xyflow/react';
import { useCanvas } from './canvasStore';
import classes from './Guides.module.css';

/** The helper lines of a drag. */
export function Guides() {
  const guides = useCanvas((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={classes['guides']} aria-hidden>
        {guides.map(({ from, to }) => (
          <line key={`${from.x} ${from.y} ${to.x} ${to.y}`} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        ))}
      </svg>
    </ViewportPortal>
  );
}
