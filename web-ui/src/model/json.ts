/** Data as it comes over the wire. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line of text for a value: texts as they are, everything else as JSON. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** An object in words people read, one part a line; lists are joined, deeper parts stay JSON. */
export function partsOf(value: Json | undefined): { readonly name: string; readonly text: string }[] {
  if (isEmptyJson(value)) return [];
  if (!isJsonObject(value)) return [{ name: '', text: asText(value) }];
  return Object.entries(value)
    .filter(([, part]) => !isEmptyJson(part))
    .map(([name, part]) => ({ name, text: Array.isArray(part) ? part.map(asText).join(', ') : asText(part) }));
}

export function isEmptyJson(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

export function textAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object?.[key];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Codes arrive as `UNKNOWN_OUTCOME`, `unknownOutcome` or `unknown-outcome`, depending on who wrote
 * them; compared here in one form.
 */
export function kebab(code: string): string {
  return code
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** JSON that is the same for the same value: the order of keys means nothing. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, sortedKeys);
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
