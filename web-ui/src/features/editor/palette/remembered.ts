/** What this person uses most, kept in the browser: favourites by choice, recents by use. */
const recentsKey = 'sluice.palette.recent';
const favouritesKey = 'sluice.palette.favourites';
const recentsMax = 6;
const listeners = new Set<() => void>();

let recent = read(recentsKey);
let favourite = read(favouritesKey);

export function recents(): readonly string[] {
  return recent;
}

export function favourites(): readonly string[] {
  return favourite;
}

export function addRecent(id: string): void {
  recent = [id, ...recent.filter((other) => other !== id)].slice(0, recentsMax);
  keep(recentsKey, recent);
}

export function toggleFavourite(id: string): void {
  favourite = favourite.includes(id) ? favourite.filter((other) => other !== id) : [...favourite, id];
  keep(favouritesKey, favourite);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(key: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // Without storage it is remembered until the page is left.
  }
  for (const listener of listeners) listener();
}

function read(key: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
