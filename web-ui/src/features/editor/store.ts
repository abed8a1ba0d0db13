import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ApiProblem } from '@/api/problem';
import type { Catalogue, Problem, Workflow } from '@/api/types';
import { applyEdit } from '@/model/applyEdit';
import type { Edit, Pins, Sample } from '@/model/edit';
import type { Flows } from '@/model/flows';
import { type History, newHistory, record, redo, undo } from '@/model/history';
import type { NodeOverlay } from '@/model/overlay';
import { settled } from '@/model/settle';
import { pinsOf } from '@/model/trial';
import type { Taken } from '@/model/stale';
import type { WorkflowDocument, WorkflowNode } from '@/model/workflow';
import { editName } from './editName';
import type { CanvasPort } from './canvas/port';
import type { PickerRequest } from './canvas/pickerRequest';

export type Panel = 'inspector' | 'problems' | 'versions' | 'outline' | 'text' | 'trial';
/** Parts of the editor that a key leads into. */
export type FocusWanted = 'inspector' | 'palette';
export type Saving = 'saved' | 'dirty' | 'saving' | 'offline' | 'conflict' | 'refused';

/** A run (mostly a trial) drawn on the canvas. */
export interface RunOverlay {
  readonly nodes: ReadonlyMap<string, NodeOverlay>;
  readonly counts: { readonly [edge: string]: number | undefined };
  readonly flows: Flows;
}

export interface Rights {
  readonly edit: boolean;
  readonly run: boolean;
}

export interface EditorState {
  /** Undefined until the first edit of a new workflow has been stored. */
  readonly workflowId: string | undefined;
  readonly publishedVersion: number | null;
  /** What the server was last seen to hold. */
  readonly base: { readonly document: WorkflowDocument; readonly revision: number | string };
  readonly document: WorkflowDocument;
  readonly history: History;
  /** Ids of nodes, edges, notes and groups. */
  readonly selection: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly pins: Pins;
  readonly sample: Sample | undefined;
  /** The nodes as they were when they were pinned, and when the sample was taken. */
  readonly taken: { readonly pins: Taken; readonly sample: Taken };
  readonly panel: Panel | undefined;
  readonly saving: Saving;
  /** Why it could not be saved, when it could not. */
  readonly saveError: ApiProblem | undefined;
  readonly rights: Rights;
  readonly catalogue: Catalogue;
  /** The published version, once it is known; nodes that differ from it are marked. */
  readonly published: WorkflowDocument | undefined;
  readonly overlay: RunOverlay | undefined;
  readonly canvas: CanvasPort | undefined;
  readonly picker: PickerRequest | undefined;
  /** The list of keys, or the place to change them. */
  readonly keysShown: 'list' | 'change' | undefined;
  /** An area with work in it is to be removed, and somebody is asked what becomes of that. */
  readonly removing: 'plain' | 'heal' | undefined;
  readonly finding: boolean;
  readonly paletteShown: boolean;
  /** The node whose name is being typed on the canvas. */
  readonly renaming: string | undefined;
  /** Where one wants to type: its first field takes the focus as soon as it is there. */
  readonly focusWanted: FocusWanted | undefined;
  /** What the live region says; the number tells two equal messages apart. */
  readonly message: { readonly text: string; readonly count: number };

  edit(edit: Edit, options?: EditOptions): void;
  /** Several edits that are one step of undo; those that do not fit are left out. */
  editAll(edits: readonly Edit[], label: string): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>): void;
  openPanel(panel: Panel | undefined): void;
  wantFocus(where: FocusWanted | undefined): void;
  /** What is pinned anew was taken from `from`; from what is drawn unless said otherwise. */
  setPins(pins: Pins, from?: WorkflowDocument): void;
  /** Pins what the sample knows, over nothing that is pinned already. */
  pinSample(): void;
  setSample(sample: Sample | undefined, from?: WorkflowDocument): void;
  save(): Promise<void>;
  /** Selects an element, brings it into view and opens the inspector. */
  goTo(elementId: string): void;
  openPicker(request: PickerRequest | undefined): void;
  /** Opens the name of a node, a group or a note for typing on the canvas. */
  rename(elementId: string | undefined): void;
  showKeys(shown: EditorState['keysShown']): void;
  askRemoval(how: EditorState['removing']): void;
  showPalette(shown: boolean): void;
  /** Shows or hides the search in the workflow. */
  find(on: boolean): void;
  /** Tells people who do not see the canvas what happened. */
  say(text: string): void;
  setOverlay(overlay: RunOverlay | undefined): void;
  /** What the server holds from now on, as a merge or a restore has seen it; mine goes on from there. */
  rebase(base: EditorState['base'], document: WorkflowDocument, label: string): void;
}

export interface EditOptions {
  readonly label?: string;
  readonly burst?: string;
}

export type EditorStore = StoreApi<EditorState>;

/** How the store reaches the server; see `saving/`. */
export interface Saver {
  save(store: EditorStore): Promise<void>;
}

export interface Opened {
  readonly workflow: Pick<Workflow, 'document' | 'revision' | 'publishedVersion' | 'problems'> & { readonly id?: string };
  readonly rights: Rights;
  readonly catalogue: Catalogue;
}

const burstPause = 1_500;

/** One store for each open editor: the document, its history, and what is selected and shown. `now`: milliseconds of a clock. */
export function newEditorStore({ workflow, rights, catalogue }: Opened, saver: Saver, now: () => number = Date.now): EditorStore {
  const document = settled(workflow.document);
  let burst = { key: '', at: 0, count: 0 };
  const burstOf = (key: string | undefined): string | undefined => {
    if (key === undefined) return undefined;
    const at = now();
    const goesOn = burst.key === key && at - burst.at < burstPause;
    burst = { key, at, count: goesOn ? burst.count : burst.count + 1 };
    return `${key}#${burst.count}`;
  };

  const store: EditorStore = createStore<EditorState>()((set, get) => {
    const show = (history: History) => {
      const next = history.present.document;
      set({ history, document: next, selection: stillThere(get().selection, next), saving: afterEdit(get().saving) });
    };
    return {
      workflowId: workflow.id,
      publishedVersion: workflow.publishedVersion,
      base: { document, revision: workflow.revision },
      document,
      history: newHistory(document),
      selection: new Set(),
      problems: workflow.problems,
      pins: {},
      sample: undefined,
      taken: { pins: new Map(), sample: new Map() },
      panel: undefined,
      saving: 'saved',
      saveError: undefined,
      rights,
      catalogue,
      published: undefined,
      overlay: undefined,
      canvas: undefined,
      picker: undefined,
      keysShown: undefined,
      removing: undefined,
      finding: false,
      paletteShown: true,
      renaming: undefined,
      focusWanted: undefined,
      message: { text: '', count: 0 },

      edit(edit, options = {}) {
        if (!get().rights.edit) return;
        const { history, document: before } = get();
        const after = applyEdit(before, edit);
        if (after === before) return;
        const label = options.label ?? editName(before, edit);
        show(record(history, after, label, burstOf(options.burst)));
        if (options.burst === undefined) get().say(label);
      },
      editAll(edits, label) {
        if (!get().rights.edit) return;
        const { history, document: before } = get();
        const after = edits.reduce(applyEdit, before);
        if (after === before) return;
        show(record(history, after, label));
        get().say(label);
      },
      undo() {
        const { history } = get();
        if (history.past.length === 0) return;
        show(undo(history));
        get().say(`Undone: ${history.present.label}`);
      },
      redo() {
        const { history } = get();
        const next = history.future[0];
        if (!next) return;
        show(redo(history));
        get().say(`Done again: ${next.label}`);
      },
      select(ids) {
        const next = new Set(ids);
        if (!sameSet(next, get().selection)) set({ selection: next });
      },
      openPanel: (panel) => set({ panel }),
      wantFocus: (focusWanted) => set({ focusWanted }),
      find: (finding) => set({ finding }),
      setPins(pins, from = get().document) {
        const { pins: before, taken } = get();
        const at = nodesOf(from, Object.keys(pins));
        for (const [id, node] of taken.pins) if (pins[id] !== undefined && pins[id] === before[id]) at.set(id, node);
        set({ pins, taken: { ...taken, pins: at } });
      },
      pinSample() {
        const { pins, sample, taken } = get();
        if (!sample) return;
        set({ pins: { ...pinsOf(sample, get().document), ...pins }, taken: { ...taken, pins: new Map([...taken.sample, ...taken.pins]) } });
      },
      setSample(sample, from = get().document) {
        set({ sample, taken: { ...get().taken, sample: nodesOf(from, Object.keys(sample?.nodes ?? {})) } });
      },
      save: () => saver.save(store),
      goTo(elementId) {
        get().select([elementId]);
        get().canvas?.reveal(elementId);
      },
      openPicker: (picker) => set({ picker }),
      rename: (elementId) => set({ renaming: elementId }),
      showKeys: (keysShown) => set({ keysShown }),
      askRemoval: (removing) => set({ removing }),
      showPalette: (paletteShown) => set({ paletteShown }),
      say: (text) => set(({ message }) => ({ message: { text, count: message.count + 1 } })),
      setOverlay: (overlay) => set({ overlay }),
      rebase(base, next, label) {
        const settledBase = { ...base, document: settled(base.document) };
        const mine = settled(next);
        set({ base: settledBase, saving: 'dirty', saveError: undefined });
        show(record(get().history, mine, label));
      },
    };
  });
  return store;
}

function nodesOf(document: WorkflowDocument, ids: readonly string[]): Map<string, WorkflowNode> {
  const wanted = new Set(ids);
  return new Map(document.nodes.flatMap((node) => (wanted.has(node.id) ? [[node.id, node] as const] : [])));
}

function afterEdit(saving: Saving): Saving {
  return saving === 'conflict' || saving === 'offline' ? saving : 'dirty';
}

function stillThere(selection: ReadonlySet<string>, document: WorkflowDocument): ReadonlySet<string> {
  if (selection.size === 0) return selection;
  const { nodes, edges, layout } = document;
  const ids = new Set([...nodes, ...edges, ...(layout?.notes ?? []), ...(layout?.groups ?? [])].map(({ id }) => id));
  const left = [...selection].filter((id) => ids.has(id));
  return left.length === selection.size ? selection : new Set(left);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
