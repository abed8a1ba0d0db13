/** Which project this browser looks at. Nothing chosen means the server's usual one. */
const key = 'sluice.project';

export const projectHeader = 'X-Sluice-Project';

export function chosenProject(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Everything that is shown belongs to one project: whoever chooses another starts over. */
export function chooseProject(id: string): void {
  try {
    if (id === '') localStorage.removeItem(key);
    else localStorage.setItem(key, id);
  } catch {
    // Without storage the usual project it is.
  }
}

/** For what can send no header: event streams and downloads. */
export function inProject(path: string): string {
  const id = chosenProject();
  if (id === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}project=${encodeURIComponent(id)}`;
}
