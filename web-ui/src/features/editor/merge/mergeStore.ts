import { create } from 'zustand';

/** Whether the merge has been put off; saving stays stopped meanwhile. */
export const useMergeLater = create<{ readonly later: boolean }>(() => ({ later: false }));

export function mergeNow(): void {
  useMergeLater.setState({ later: false });
}
