import { CloseButton } from '@mantine/core';
import { createElement, lazy, Suspense, useEffect, useLayoutEffect, useRef } from 'react';
import { Loading } from '@/shared/ui/Loading';
import classes from './Editor.module.css';
import type { Panel } from './store';
import { useEditor, useEditorStore } from './useEditor';
import { usePanelWidth } from './usePanelWidth';

const loadInspector = () => import('./inspector/Inspector');
const Inspector = lazy(() => loadInspector().then((m) => ({ default: m.Inspector })));
const OutlinePanel = lazy(() => import('./outline/OutlinePanel').then((m) => ({ default: m.OutlinePanel })));
const ProblemsPanel = lazy(() => import('./problems/ProblemsPanel').then((m) => ({ default: m.ProblemsPanel })));
const TextPanel = lazy(() => import('./text/TextPanel').then((m) => ({ default: m.TextPanel })));
const TrialPanel = lazy(() => import('./trial/TrialPanel').then((m) => ({ default: m.TrialPanel })));
const VersionsPanel = lazy(() => import('./versions/VersionsPanel').then((m) => ({ default: m.VersionsPanel })));

const panels = {
  inspector: { title: 'Settings', view: Inspector },
  problems: { title: 'Problems', view: ProblemsPanel },
  versions: { title: 'Versions', view: VersionsPanel },
  outline: { title: 'Outline', view: OutlinePanel },
  text: { title: 'Text', view: TextPanel },
  trial: { title: 'Try it', view: TrialPanel },
} as const satisfies { readonly [panel in Panel]: object };

/** What is open beside the canvas. */
export function SidePanel() {
  const panel = useEditor((state) => state.panel);
  const store = useEditorStore();
  const { width, separator } = usePanelWidth();
  const aside = useRef<HTMLElement>(null);
  // It is needed for the first node that is looked at, and the keys that follow are meant for it.
  useEffect(() => {
    // A failure shows itself when it is opened.
    void loadInspector().catch(() => undefined);
  }, []);
  // Until what is opened by a key has been loaded, what is typed is not for the canvas.
  const awaited = useEditor((state) => state.panel === 'inspector' && state.focusWanted === 'inspector');
  useLayoutEffect(() => {
    if (awaited && store.getState().focusWanted === 'inspector') aside.current?.focus();
  }, [awaited, store]);
  if (!panel) return null;
  const { title, view } = panels[panel];
  return (
    <aside ref={aside} tabIndex={-1} className={classes['side']} aria-label={title} style={{ width }}>
      <div className={classes['grip']} {...separator} />
      <header className={classes['sideHead']}>
        <h2>{title}</h2>
        <CloseButton aria-label={`Close ${title.toLowerCase()}`} onClick={() => store.getState().openPanel(undefined)} />
      </header>
      <div className={classes['sideBody']}>
        <Suspense fallback={<Loading rows={3} height={60} />}>{createElement(view)}</Suspense>
      </div>
    </aside>
  );
}
