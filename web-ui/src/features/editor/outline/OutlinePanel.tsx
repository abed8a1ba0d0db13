/** The graph as a nested list. */
export function OutlinePanel() {
  return null;
}
