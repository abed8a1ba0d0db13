import type { EditorState } from '../store';

/** One thing a person can do in the editor; menus, toolbar, command bar and keys read the same object. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** Other words people look for it by. */
  readonly keywords?: readonly string[];
  /** `mod+z`, `shift+a`, `delete`; several separated by `, `. `mod` is Ctrl, on a Mac ⌘. */
  readonly shortcut?: string;
  /** With Ctrl its keys work in fields and dialogs too. */
  readonly whileTyping?: boolean;
  /** Whether it makes sense now. */
  when(state: EditorState): boolean;
  perform(state: EditorState): void;
}
