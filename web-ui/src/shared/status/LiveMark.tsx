import type { StreamState } from '@/api/useStream';
import classes from './LiveMark.module.css';

const words: { readonly [state in StreamState]: string } = {
  connecting: 'Connecting…',
  live: 'Live',
  polling: 'Every 3 s',
};

const hints: { readonly [state in StreamState]: string } = {
  connecting: 'Opening the event stream',
  live: 'This page changes by itself as things happen',
  polling: 'The event stream is down; the page asks the server every few seconds instead',
};

/** Whether the page moves by itself. */
export function LiveMark({ state }: { readonly state: StreamState }) {
  return (
    <span className={classes['mark']} data-state={state} title={hints[state]} role="status">
      <span className={classes['dot']} aria-hidden />
      {words[state]}
    </span>
  );
}
