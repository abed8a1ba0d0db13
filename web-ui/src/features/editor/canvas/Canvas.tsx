import classes from './Canvas.module.css';

/** The workflow to draw on. */
export function Canvas() {
  return <section className={classes['canvas']} aria-label="Canvas" />;
}
