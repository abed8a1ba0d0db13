import classes from './Shell.module.css';

/** The gate and the water. */
export function Brand() {
  return (
    <span className={classes['brand']}>
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#0e5a6b" />
        <path d="M9 7v9M16 7v6M23 7v9" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
        <path
          d="M5 22c2.200 0 3.300-2 5.500-2s3.300 2 5.500 2 3.300-2 5.500-2 3.300 2 5.500 2"
          fill="none"
          stroke="#7fe0d6"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
      Sluice
    </span>
  );
}
