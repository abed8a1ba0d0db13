/** Finds elements of the workflow. */
export function FindBar() {
  return null;
}
