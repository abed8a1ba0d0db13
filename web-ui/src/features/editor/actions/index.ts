import type { Action } from './action';
import { areaActions } from './areas';
import { arrangeActions } from './arrange';
import { clipboardActions } from './clipboard';
import { editActions } from './edit';
import { fileActions } from './files';
import { historyActions } from './history';
import { panelActions } from './panels';
import { selectActions } from './select';
import { viewActions } from './view';

export type { Action } from './action';

/** All actions of the editor, in the order in which lists show them. */
export const actions: readonly Action[] = [
  ...editActions,
  ...areaActions,
  ...historyActions,
  ...clipboardActions,
  ...selectActions,
  ...arrangeActions,
  ...viewActions,
  ...panelActions,
  ...fileActions,
];
