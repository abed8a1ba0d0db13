import { useLocalStorage } from '@mantine/hooks';

/** Where this browser is in the first five minutes; `since` counts what happens from then on. */
export interface Tour {
  readonly state: 'off' | 'on';
  readonly since: string;
}

const off: Tour = { state: 'off', since: '' };

/** The tour as this browser remembers it, and how to begin and to leave it. */
export function useTour() {
  const [tour, setTour] = useLocalStorage<Tour>({ key: 'sluice.tour', defaultValue: off, getInitialValueInEffect: false });
  return {
    tour,
    begin: () => setTour({ state: 'on', since: new Date().toISOString() }),
    leave: () => setTour(off),
  };
}
