import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { boundsOf } from '@/model/align';
import { connections } from '@/model/connect';
import { hasWayIn, hasWayOut } from '@/model/graph';
import type { Pick } from '@/model/picks';
import type { Rect } from '@/model/shapes';
import { type Guide, snapped } from '@/model/snap';
import { runsThrough } from '@/model/wires';
import { notifyRefused } from '@/shared/ui/notify';
import type { Point } from '@/model/workflow';
import type { EditorState, EditorStore } from '../store';
import { draw, type Drawn } from './draw';
import { drawMoved } from './drawMoved';
import { areaOfDrop, dropEdits } from './drop';
import { onCanvas, withMembers } from './members';

/** Why other nodes may not be connected to; undefined where they may. */
export type Verdicts = ReadonlyMap<string, string | undefined>;

/** Something from the palette on its way to the canvas. */
export interface Carry {
  readonly pick: Pick;
  /** In the window. */
  readonly pointer: Point;
  /** On the canvas; undefined while the pointer is elsewhere. */
  readonly rect: Rect | undefined;
}

export interface CanvasState extends Drawn {
  /** Where things are while they are dragged. */
  readonly moved: ReadonlyMap<string, Point> | undefined;
  readonly canceled: boolean;
  /** Where things were when the drag began. */
  readonly origin: ReadonlyMap<string, Rect>;
  readonly guides: readonly Guide[];
  /** The edge into which what is dragged would be put. */
  readonly dropEdge: string | undefined;
  /** The area into which what is dragged would be put. */
  readonly dropArea: string | undefined;
  /** The node on which the event that is dragged would hang. */
  readonly dropHost: string | undefined;
  readonly verdicts: Verdicts | undefined;
  readonly carry: Carry | undefined;
  /** Everything is drawn with its words, however far away: for a picture. */
  readonly detailed: boolean;
  /** Shapes glide to their places for a moment. */
  readonly gliding: boolean;

  startDrag(): void;
  drag(positions: ReadonlyMap<string, Point>, zoom: number): void;
  drop(): void;
  /** Puts everything back; the rest of the drag moves nothing. */
  stopDrag(): void;
  wireFrom(node: string, side: 'in' | 'out', except?: string): void;
  stopWiring(): void;
  carryTo(carry: Carry | undefined): void;
  hover(drop: { readonly edge?: string | undefined; readonly host?: string | undefined; readonly area?: string | undefined }, guides: readonly Guide[]): void;
}

export type CanvasStore = StoreApi<CanvasState>;

const snapWithin = 6;
const glideFor = 380;

/** What the canvas draws, kept apart from the document: it changes with every move of the pointer. */
export function newCanvasStore(editor: EditorStore): CanvasStore {
  return createStore<CanvasState>()((set, get) => ({
    ...draw(editor.getState(), undefined),
    moved: undefined,
    canceled: false,
    origin: new Map(),
    guides: [],
    dropEdge: undefined,
    dropArea: undefined,
    dropHost: undefined,
    verdicts: undefined,
    carry: undefined,
    detailed: false,
    gliding: false,

    startDrag: () => set({ canceled: false }),
    drag(positions, zoom) {
      const state = get();
      if (state.canceled) return;
      const origin = state.moved ? state.origin : state.rects;
      const wanted = withMembers(state.document, origin, onCanvas(state, positions));
      const { shift, guides } = snappedTo(state, wanted, snapWithin / zoom);
      const moved = new Map([...wanted].map(([id, { x, y }]) => [id, { x: x + shift.x, y: y + shift.y }]));
      const drawn = drawMoved(state, moved);
      const dropEdge = edgeUnder(editor.getState(), drawn, moved);
      const area = dropEdge === undefined ? areaOfDrop(state.document, moved, drawn.rects) : undefined;
      set({ ...drawn, moved, origin, guides, dropEdge, dropArea: area?.to });
    },
    drop() {
      const { moved, dropEdge, rects } = get();
      set({ moved: undefined, guides: [], dropEdge: undefined, dropArea: undefined });
      if (!moved) return;
      const before = editor.getState().document;
      const { edits, label, refused } = dropEdits(before, moved, dropEdge, rects);
      if (refused !== undefined) {
        editor.getState().say(refused);
        notifyRefused(refused);
      }
      if (label === undefined) editor.getState().editAll(edits, movedLabel(editor.getState(), moved));
      else editor.getState().editAll(edits, label);
      if (editor.getState().document === before) set(draw(editor.getState(), get()));
    },
    stopDrag() {
      if (!get().moved) return;
      set({ ...draw(editor.getState(), get()), moved: undefined, guides: [], dropEdge: undefined, dropArea: undefined, canceled: true });
    },
    wireFrom(node, side, except) {
      const { document } = editor.getState();
      const verdicts = new Map<string, string | undefined>();
      const from = side === 'out' ? connections(document, node, except) : undefined;
      for (const { id } of document.nodes) {
        if (id === node) continue;
        const verdict = from ? from(id) : connections(document, id, except)(node);
        verdicts.set(id, verdict.ok ? undefined : verdict.reason);
      }
      set({ verdicts });
    },
    stopWiring: () => set({ verdicts: undefined }),
    carryTo: (carry) => set(carry ? { carry } : { carry, guides: [], dropEdge: undefined, dropArea: undefined, dropHost: undefined }),
    hover: ({ edge, host, area }, guides) => set({ dropEdge: edge, dropArea: area, dropHost: host, guides }),
  }));
}

/** Draws anew whenever the editor's state asks for it; the answer ends that. */
export function follow(canvas: CanvasStore, editor: EditorStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = editor.subscribe((state, before) => {
    if (sameSource(state, before)) return;
    const { moved } = canvas.getState();
    const drawn = draw(state, canvas.getState());
    canvas.setState(moved ? drawMoved(drawn, moved) : drawn);
    if (state.document !== before.document && !moved && movesMany(state, before)) {
      canvas.setState({ gliding: true });
      clearTimeout(timer);
      timer = setTimeout(() => canvas.setState({ gliding: false }), glideFor);
    }
  });
  canvas.setState(draw(editor.getState(), canvas.getState()));
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}

function sameSource(a: EditorState, b: EditorState): boolean {
  return (
    a.document === b.document && a.selection === b.selection && a.problems === b.problems && a.pins === b.pins && a.taken === b.taken &&
    a.overlay === b.overlay && a.catalogue === b.catalogue && a.published === b.published && a.rights === b.rights
  );
}

/** Tidying up, aligning, undoing them: moves that the eye should be able to follow. */
function movesMany({ document: after }: EditorState, { document: before }: EditorState): boolean {
  const then = before.layout?.nodes ?? {};
  let count = 0;
  for (const [id, box] of Object.entries(after.layout?.nodes ?? {})) {
    const old = then[id];
    if (old && box && (old.x !== box.x || old.y !== box.y)) count++;
  }
  return count > 1;
}

function snappedTo(
  { document, rects, nodeById }: CanvasState,
  moved: ReadonlyMap<string, Point>,
  within: number,
): { readonly shift: Point; readonly guides: readonly Guide[] } {
  const moving = boundsOf(
    [...moved].flatMap(([id, point]) => {
      const rect = rects.get(id);
      return rect ? [{ ...rect, ...point }] : [];
    }),
  );
  const hosts = new Set(moved.keys());
  const still = document.nodes.flatMap(({ id, kind }) => {
    const rect = rects.get(id);
    return rect && kind !== 'boundary' && !hosts.has(id) && nodeById.has(id) ? [rect] : [];
  });
  return snapped(moving, still, within);
}

/** Where a single node without ways of its own would be put into an edge. */
function edgeUnder({ document }: EditorState, drawn: Drawn, moved: ReadonlyMap<string, Point>): string | undefined {
  const [id] = moved.keys();
  const node = moved.size === 1 ? document.nodes.find((one) => one.id === id) : undefined;
  const rect = node && drawn.rects.get(node.id);
  if (!node || !rect || !hasWayIn(node.kind) || !hasWayOut(node.kind)) return undefined;
  if (document.edges.some(({ from, to }) => from === node.id || to === node.id)) return undefined;
  return edgeAt(drawn, rect);
}

/** The edge whose line runs through the middle of a place. */
export function edgeAt({ edges, wires }: Drawn, rect: Rect): string | undefined {
  return edges.find(
    ({ id, data }) => data?.insertable && runsThrough(wires.get(id)?.route.points ?? [], rect),
  )?.id;
}

function movedLabel({ document }: EditorState, moved: ReadonlyMap<string, Point>): string {
  // What is in an area that is moved goes without saying.
  const within = new Set(document.nodes.flatMap((node) => (moved.has(node.in ?? '') ? [node.id] : [])));
  const [id, ...more] = [...moved.keys()].filter((one) => !within.has(one));
  const node = document.nodes.find((one) => one.id === id);
  return more.length === 0 ? `Moved ${node?.name ? `“${node.name}”` : id}` : `Moved ${more.length + 1} elements`;
}

export const CanvasContext = createContext<CanvasStore | undefined>(undefined);

export function useCanvasStore(): CanvasStore {
  const store = use(CanvasContext);
  if (!store) throw new Error('Expected to be inside a canvas, found none around.');
  return store;
}

export function useCanvas<T>(selector: (state: CanvasState) => T): T {
  return useStore(useCanvasStore(), selector);
}
