import type { KeyboardEvent } from 'react';

/** Up and down go from item to item, and from the search into the list. */
export function walkPalette(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const palette = event.currentTarget.closest('nav');
  const stops = [...(palette?.querySelectorAll<HTMLElement>('[data-palette-search], [data-palette-item]') ?? [])];
  const at = stops.indexOf(event.currentTarget);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
