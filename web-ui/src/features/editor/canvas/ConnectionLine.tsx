import { type ConnectionLineComponentProps, useReactFlow } from '@xyflow/react';
import { areasAround } from '@/model/areas';
import { useCanvas } from './canvasStore';
import classes from './ConnectionLine.module.css';
import type { FlowNode } from './flow';

/** The way that is being drawn, and why it may not end where the pointer is. */
export function ConnectionLine({ fromNode, fromX, fromY, toX, toY, pointer }: ConnectionLineComponentProps<FlowNode>) {
  const flow = useReactFlow();
  const reason = useCanvas(({ verdicts, rects, nodeById, document }) => {
    if (!verdicts) return undefined;
    let found: { readonly id: string; readonly why: string | undefined; readonly size: number } | undefined;
    for (const [id, why] of verdicts) {
      const rect = rects.get(id);
      if (!rect || !nodeById.has(id)) continue;
      const size = rect.width * rect.height;
      const holds = toX > rect.x && toX < rect.x + rect.width && toY > rect.y && toY < rect.y + rect.height;
      if (holds && (!found || size < found.size)) found = { id, why, size };
    }
    // The area it begins in is no place to end at, and none to be warned of.
    return found && !areasAround(document, fromNode.id).includes(found.id) ? found.why : undefined;
  });
  const bend = Math.max(24, Math.abs(toX - fromX) / 2);
  const lines = reason === undefined ? [] : inLines(reason);
  return (
    <g data-pointer={`${pointer.x} ${pointer.y}`}>
      <path
        className={classes['line']}
        data-refused={reason !== undefined || undefined}
        d={`M${fromX} ${fromY}C${fromX + bend} ${fromY} ${toX - bend} ${toY} ${toX} ${toY}`}
      />
      <circle className={classes['end']} data-refused={reason !== undefined || undefined} cx={toX} cy={toY} r="4.5" />
      {lines.length > 0 && (
        <g transform={`translate(${toX + 14} ${toY + 12}) scale(${1 / flow.getZoom()})`}>
          <rect className={classes['tip']} width="258" height={lines.length * 17 + 14} rx="8" />
          <text className={classes['words']}>
            {lines.map((line, i) => (
              <tspan key={line} x="10" y={21 + i * 17}>
                {line}
              </tspan>
            ))}
          </text>
        </g>
      )}
    </g>
  );
}

const perLine = 40;

function inLines(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= perLine) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
