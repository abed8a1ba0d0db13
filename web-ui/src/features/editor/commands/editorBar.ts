import { createSpotlight } from '@mantine/spotlight';

/** The editor's own command bar: opened by an action, drawn by `CommandBar`. */
export const [barStore, editorBar] = createSpotlight();
