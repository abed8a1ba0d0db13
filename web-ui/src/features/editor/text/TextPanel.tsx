/** The document as text. */
export function TextPanel() {
  return null;
}
