import { createContext } from 'react';

/** From so far away nobody reads: only shapes and lines are drawn, so that hundreds of them move smoothly. */
export const FarContext = createContext(false);

export const farZoom = 0.34;
