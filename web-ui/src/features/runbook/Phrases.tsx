import type { Phrase } from '@/model/plainWords';
import classes from './Runbook.module.css';

/** A text with what is found while running set apart. */
export function Phrases({ of }: { readonly of: readonly Phrase[] }) {
  return (
    <>
      {of.map(({ kind, text }, index) => {
        // A text's pieces are never reordered, and may say the same twice.
        const key = `${index} ${text}`;
        if (kind === 'code') return <code key={key}>{text}</code>;
        return kind === 'reference' ? (
          <em key={key} className={classes['reference']}>
            {text}
          </em>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </>
  );
}
