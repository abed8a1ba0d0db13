import { createElement } from 'react';
import { areaWords } from '@/model/kindWords';
import { nodeName } from '@/model/workflow';
import classes from './AreaFace.module.css';
import type { ShapeData } from './elements';
import { StateLine } from './StateLine';
import { iconNamed } from './icons';

/** An area: a border around what stands in it, and a title that takes the pointer. */
export function AreaFace({ node, looks, overlay }: ShapeData) {
  const words = areaWords(node);
  const about = words === '' ? looks.subtitle : `${looks.subtitle}: ${words}`;
  return (
    <div className={classes['area']} data-area={node.kind}>
      <div className={`${classes['head']} area-head`}>
        <span className={classes['icon']}>{createElement(iconNamed(looks.icon), { size: 17, stroke: 1.8, 'aria-hidden': true })}</span>
        <span className={classes['name']} title={nodeName(node)}>
          {nodeName(node)}
        </span>{' '}
        {overlay && overlay.state !== 'untouched' && (
          <span className={classes['state']}>
            <StateLine overlay={overlay} />
          </span>
        )}{' '}
        <span className={classes['about']} title={about}>
          {overlay?.note ?? about}
        </span>
      </div>
    </div>
  );
}
