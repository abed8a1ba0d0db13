/** Ways to try the draft. */
export function TryMenu() {
  return null;
}
