import { type ReactNode, useId } from 'react';
import classes from './Dashboard.module.css';

interface Props {
  readonly title: string;
  readonly summary?: ReactNode;
  readonly size: 'wide' | 'half' | 'small' | 'full';
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** One figure of the dashboard under its heading, and what it says in a sentence. */
export function Card({ title, summary, size, beside, children }: Props) {
  const id = useId();
  return (
    <section className={classes['card']} data-size={size} aria-labelledby={id}>
      <div className={classes['head']}>
        <div>
          <h2 className={classes['title']} id={id}>
            {title}
          </h2>
          {summary && <p className={classes['summary']}>{summary}</p>}
        </div>
        {beside}
      </div>
      {children}
    </section>
  );
}

/** Nothing to show, and why that is so. */
export function Fine({ children }: { readonly children: ReactNode }) {
  return <p className={classes['fine']}>{children}</p>;
}
