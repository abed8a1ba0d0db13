/** Trial runs of the draft. */
export function TrialPanel() {
  return null;
}
