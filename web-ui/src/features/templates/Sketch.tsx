import { useMemo } from 'react';
import { useCatalogue } from '@/api/catalogue';
import { innermostFirst } from '@/model/areas';
import { isArea, isGateway } from '@/model/graph';
import { looksOf } from '@/model/looks';
import { place } from '@/model/place';
import { routesOf } from '@/model/routes';
import type { Rect } from '@/model/shapes';
import type { NodeKind, WorkflowDocument } from '@/model/workflow';
import classes from './templates.module.css';

/** The workflow in miniature: shapes and ways without words. */
export function Sketch({ document }: { readonly document: WorkflowDocument }) {
  const catalogue = useCatalogue();
  const { nodes, ways, box } = useMemo(() => sketch(document), [document]);
  return (
    <svg className={classes['sketch']} viewBox={box} role="img" aria-label={`Outline of ${document.name}`}>
      {innermostFirst(document).toReversed().map(({ id, kind }) => {
        const rect = nodes.get(id);
        return rect && <Form key={id} rect={rect} kind={kind} family="flow" />;
      })}
      {ways.map((path) => (
        <path key={path} d={path} className={classes['way']} />
      ))}
      {document.nodes.filter(({ kind }) => !isArea(kind)).map((node) => {
        const rect = nodes.get(node.id);
        if (!rect) return null;
        return <Form key={node.id} rect={rect} kind={node.kind} family={looksOf(node, catalogue).family} />;
      })}
    </svg>
  );
}

function Form({ rect, kind, family }: { readonly rect: Rect; readonly kind: NodeKind; readonly family: string }) {
  const { x, y, width, height } = rect;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const common = { className: classes['form'], 'data-family': family };
  if (isGateway(kind)) {
    const points = `${middle.x},${y} ${x + width},${middle.y} ${middle.x},${y + height} ${x},${middle.y}`;
    return <polygon points={points} {...common} />;
  }
  if (kind === 'begin' || kind === 'end' || kind === 'boundary') return <circle cx={middle.x} cy={middle.y} r={width / 2} {...common} />;
  const round = kind === 'start' || kind === 'wait' || kind === 'throw' || kind === 'compensate' ? height / 2 : 14;
  return <rect x={x} y={y} width={width} height={height} rx={round} {...common} />;
}

function sketch(document: WorkflowDocument) {
  const { nodes, bends } = place(document);
  const ways = [...routesOf(document, nodes, bends).values()].map((line) => line.path);
  const rects = [...nodes.values()];
  const left = Math.min(...rects.map((rect) => rect.x)) - 40;
  const top = Math.min(...rects.map((rect) => rect.y)) - 40;
  const right = Math.max(...rects.map((rect) => rect.x + rect.width)) + 40;
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height)) + 40;
  return { nodes, ways, box: `${left} ${top} ${right - left} ${bottom - top}` };
}
