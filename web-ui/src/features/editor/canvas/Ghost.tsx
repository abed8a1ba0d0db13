import { ViewportPortal } from '@xyflow/react';
import { createElement } from 'react';
import { createPortal } from 'react-dom';
import { smallKind } from '@/model/shapes';
import { iconNamed } from '@/shared/diagram/icons';
import { useCanvas } from './canvasStore';
import classes from './Ghost.module.css';

/** What comes from the palette: its shape where it would land, or a label at the pointer. */
export function Ghost() {
  const carry = useCanvas((state) => state.carry);
  if (!carry) return null;
  const { pick, pointer, rect } = carry;
  const icon = createElement(iconNamed(pick.icon), { size: 20, stroke: 1.7, 'aria-hidden': true });
  if (rect) {
    return (
      <ViewportPortal>
        <div
          className={classes['shape']}
          data-small={smallKind(pick.make.kind) || undefined}
          style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
        >
          {icon}
          {!smallKind(pick.make.kind) && <span>{pick.title}</span>}
        </div>
      </ViewportPortal>
    );
  }
  return createPortal(
    <div className={classes['label']} style={{ transform: `translate(${pointer.x + 12}px, ${pointer.y + 10}px)` }}>
      {icon}
      {pick.title}
    </div>,
    document.body,
  );
}
