import { Tabs } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import type { WorkflowDocument, WorkflowNode } from '@/model/workflow';
import { useEditor } from '../useEditor';
import { InputTab } from './data/InputTab';
import { outputSchemaOf } from './data/outputSchema';
import { OutputTab } from './data/OutputTab';
import { GeneralProblems } from './GeneralProblems';
import { HelpTab } from './HelpTab';
import { InspectedElement } from './InspectedElement';
import classes from './Inspector.module.css';
import { NodeHeader } from './NodeHeader';
import { NodeSettings } from './nodes/NodeSettings';

const wide = 720;

/** A loop's condition is looked at when a round has ended: with the names that its end sees. */
function loopedFrom(document: WorkflowDocument, node: WorkflowNode): string | undefined {
  if (node.kind !== 'scope' || node['loop'] === undefined) return undefined;
  return document.nodes.find(({ kind, in: area }) => kind === 'end' && area === node.id)?.id;
}

/** All about one node: settings, what it gets, what it gives, how it works. */
export function NodeInspector({ node }: { readonly node: WorkflowNode }) {
  const { ref, width } = useElementSize();
  const [tab, setTab] = useState<string | null>('settings');
  const nodeTypes = useEditor((state) => state.catalogue.nodeTypes);
  const triggerTypes = useEditor((state) => state.catalogue.triggerTypes);
  const nodeType = nodeTypes.find(({ id }) => id === node.type);
  const triggerType = triggerTypes.find(({ id }) => id === node.trigger);
  const beside = width >= wide && node.kind !== 'start';
  const outputSchema = outputSchemaOf(node, nodeTypes, triggerType);
  const lookedFrom = useEditor((state) => loopedFrom(state.document, node));
  const looked = node.kind === 'wait' ? outputSchema : undefined;
  const settings = (
    <div className={classes['body']}>
      <GeneralProblems node={node} schema={nodeType?.configSchema ?? triggerType?.configSchema} />
      <NodeSettings node={node} nodeType={nodeType} triggerType={triggerType} />
    </div>
  );
  return (
    <InspectedElement id={node.id} scopeNode={node.kind === 'start' ? undefined : (lookedFrom ?? node.id)} looked={looked}>
      <div ref={ref} className={classes['inspector']}>
        <NodeHeader node={node} />
        <Tabs value={beside && tab === 'input' ? 'settings' : tab} onChange={setTab} keepMounted={false} keepMountedMode="display-none">
          <Tabs.List px="sm">
            <Tabs.Tab value="settings">Settings</Tabs.Tab>
            {!beside && node.kind !== 'start' && <Tabs.Tab value="input">Input</Tabs.Tab>}
            <Tabs.Tab value="output">Output</Tabs.Tab>
            <Tabs.Tab value="help">Help</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="settings" keepMounted>
            {beside ? (
              <div className={classes['columns']}>
                <section className={classes['body']} aria-label="Input">
                  <InputTab />
                </section>
                {settings}
              </div>
            ) : (
              settings
            )}
          </Tabs.Panel>
          <Tabs.Panel value="input" className={classes['body']}>
            <InputTab onInserted={() => setTab('settings')} />
          </Tabs.Panel>
          <Tabs.Panel value="output" className={classes['body']}>
            <OutputTab node={node} schema={outputSchema} errors={nodeType?.errors ?? {}} />
          </Tabs.Panel>
          <Tabs.Panel value="help" className={classes['body']}>
            <HelpTab node={node} nodeType={nodeType} triggerType={triggerType} />
          </Tabs.Panel>
        </Tabs>
      </div>
    </InspectedElement>
  );
}
