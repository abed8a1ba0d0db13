/** What is wrong with the draft, and where. */
export function ProblemsPanel() {
  return null;
}
