import { CloseButton } from '@mantine/core';
import { createElement, lazy, Suspense } from 'react';
import { Loading } from '@/shared/ui/Loading';
import classes from './Editor.module.css';
import type { Panel } from './store';
import { useEditor, useEditorStore } from './useEditor';
import { usePanelWidth } from './usePanelWidth';

const Inspector = lazy(() => import('./inspector/Inspector').then((m) => ({ default: m.Inspector })));
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
  if (!panel) return null;
  const { title, view } = panels[panel];
  return (
    <aside className={classes['side']} aria-label={title} style={{ width }}>
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
