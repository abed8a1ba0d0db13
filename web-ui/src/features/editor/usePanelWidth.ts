import { type KeyboardEvent, type PointerEvent as ReactPointerEvent, useState } from 'react';

const key = 'sluice.editor.panel';
const min = 300;
const max = 860;
const step = 24;

/** How wide the panel is, and the handlers of the edge by which it is drawn wider. */
export function usePanelWidth() {
  const [width, setWidth] = useState(kept);
  const set = (next: number) => {
    const bounded = Math.round(Math.max(min, Math.min(next, max, window.innerWidth - 320)));
    setWidth(bounded);
    try {
      localStorage.setItem(key, String(bounded));
    } catch {
      // Not kept: the usual width next time.
    }
  };
  const onPointerDown = (down: ReactPointerEvent<HTMLElement>) => {
    const grip = down.currentTarget;
    grip.setPointerCapture(down.pointerId);
    const onMove = (event: PointerEvent) => set(width + down.clientX - event.clientX);
    const onUp = () => {
      grip.removeEventListener('pointermove', onMove);
      grip.removeEventListener('pointerup', onUp);
    };
    grip.addEventListener('pointermove', onMove);
    grip.addEventListener('pointerup', onUp);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    set(width + (event.key === 'ArrowLeft' ? step : -step));
  };
  const separator = {
    role: 'separator',
    tabIndex: 0,
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the panel',
    'aria-valuenow': width,
    'aria-valuemin': min,
    'aria-valuemax': max,
    onPointerDown,
    onKeyDown,
  } as const;
  return { width, separator };
}

function kept(): number {
  const usual = window.innerWidth < 1200 ? 330 : 380;
  try {
    const stored = Number(localStorage.getItem(key));
    return stored >= min && stored <= max ? Math.min(stored, window.innerWidth - 320) : usual;
  } catch {
    return usual;
  }
}
