/** Publishes the draft. */
export function PublishButton() {
  return null;
}
