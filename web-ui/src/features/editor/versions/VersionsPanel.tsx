/** Published versions and what differs between them. */
export function VersionsPanel() {
  return null;
}
