import type { DiffKind } from '@/model/diff';
import classes from './DiffMark.module.css';

const signs: { readonly [kind in DiffKind]: { readonly sign: string; readonly word: string } } = {
  added: { sign: '+', word: 'added' },
  removed: { sign: '−', word: 'removed' },
  changed: { sign: '~', word: 'changed' },
};

/** On a node's corner: what became of it between the two states that are compared. */
export function DiffMark({ kind }: { readonly kind: DiffKind }) {
  const { sign, word } = signs[kind];
  return (
    <>
      <span className={classes['frame']} data-kind={kind} />
      <span className={classes['sign']} data-kind={kind} role="img" aria-label={word} title={word}>
        {sign}
      </span>
    </>
  );
}
