/** The trial run that is drawn on the canvas. */
export function TrialOverlay() {
  return null;
}
