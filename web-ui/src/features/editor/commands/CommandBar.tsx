/** Everything that can be done, by typing. */
export function CommandBar() {
  return null;
}
