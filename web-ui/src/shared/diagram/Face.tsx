import { isArea, isGateway } from '@/model/graph';
import { VisuallyHidden } from '@mantine/core';
import { createElement } from 'react';
import { smallKind } from '@/model/shapes';
import { nodeName } from '@/model/workflow';
import { nodeStates } from '@/shared/status/nodeStates';
import { AreaFace } from './AreaFace';
import type { ShapeData } from './elements';
import { iconNamed } from './icons';
import classes from './Shape.module.css';
import { StateLine } from './StateLine';

/** What a node looks like: a form for its kind, its icon and its words, without any way in or out. */
export function Face(data: ShapeData) {
  if (isArea(data.node.kind)) return <AreaFace {...data} />;
  return smallKind(data.node.kind) ? <Small {...data} /> : <Wide {...data} />;
}

function Wide({ node, looks, overlay }: ShapeData) {
  return (
    <div className={classes['wide']}>
      <span className={classes['chip']}>
        {createElement(iconNamed(looks.icon), { size: 20, stroke: 1.7, 'aria-hidden': true })}
      </span>
      <span className={classes['words']}>
        <span className={classes['name']} title={nodeName(node)}>
          {nodeName(node)}
        </span>{' '}
        {overlay && overlay.state !== 'untouched' ? (
          <StateLine overlay={overlay} />
        ) : (
          <span className={classes['subtitle']}>{looks.subtitle}</span>
        )}
      </span>
    </div>
  );
}

function Small({ node, looks, overlay, labelSide }: ShapeData) {
  return (
    <>
      <span className={classes[isGateway(node.kind) ? 'diamond' : 'round']} />
      <span className={classes['glyph']} data-plain={looks.icon === 'circle' || undefined}>
        {createElement(iconNamed(looks.icon), { size: node.kind === 'boundary' ? 16 : 20, stroke: 2, 'aria-hidden': true })}
      </span>
      {node.kind === 'boundary' ? (
        <VisuallyHidden>{nodeName(node)}</VisuallyHidden>
      ) : (
        <span
          className={classes['label']}
          data-side={labelSide}
          data-reached={overlay && overlay.state !== 'untouched'}
        >
          {nodeName(node)}
        </span>
      )}
      {overlay && <VisuallyHidden> {nodeStates[overlay.state].label}</VisuallyHidden>}
    </>
  );
}

/** What sticks to a node's corner: visits, changes, problems. */
export function Marks({ overlay, problems, node }: ShapeData) {
  const changes = overlay?.changes ?? [];
  const planned = changes.some((change) => change.effect.status === 'planned');
  const list = changes.map((change) => change.summary).join('\n');
  return (
    <>
      {overlay && overlay.visits > 1 && node.kind !== 'boundary' && (
        <span className={classes['visits']} title={`Visited ${overlay.visits} times`}>
          ×{overlay.visits}
        </span>
      )}
      {changes.length > 0 && (
        <span className={classes['changes']} data-planned={planned} title={list}>
          {' '}
          {planned ? 'would change ' : 'changes '}
          {changes.length}
        </span>
      )}
      {problems > 0 && (
        <span className={classes['problems']} title={`${problems} problems`}>
          {problems}
        </span>
      )}
    </>
  );
}
