import type { Action } from './action';
import { historyActions } from './history';
import { viewActions } from './view';

export type { Action } from './action';

/** All actions of the editor, in the order in which lists show them. */
export const actions: readonly Action[] = [...historyActions, ...viewActions];
