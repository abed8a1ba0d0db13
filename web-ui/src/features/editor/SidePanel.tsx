import { CloseButton } from '@mantine/core';
import { createElement } from 'react';
import classes from './Editor.module.css';
import { Inspector } from './inspector/Inspector';
import { OutlinePanel } from './outline/OutlinePanel';
import { ProblemsPanel } from './problems/ProblemsPanel';
import type { Panel } from './store';
import { TextPanel } from './text/TextPanel';
import { TrialPanel } from './trial/TrialPanel';
import { useEditor, useEditorStore } from './useEditor';
import { VersionsPanel } from './versions/VersionsPanel';

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
  if (!panel) return null;
  const { title, view } = panels[panel];
  return (
    <aside className={classes['side']} aria-label={title}>
      <header className={classes['sideHead']}>
        <h2>{title}</h2>
        <CloseButton aria-label={`Close ${title.toLowerCase()}`} onClick={() => store.getState().openPanel(undefined)} />
      </header>
      <div className={classes['sideBody']}>{createElement(view)}</div>
    </aside>
  );
}
