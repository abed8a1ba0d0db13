/** What to do when somebody else has saved meanwhile. */
export function MergeDialog() {
  return null;
}
