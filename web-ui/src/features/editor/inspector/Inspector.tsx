/** What is set in the selected element. */
export function Inspector() {
  return null;
}
