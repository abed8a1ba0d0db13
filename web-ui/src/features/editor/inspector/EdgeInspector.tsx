import { hasConditions } from '@/model/graph';
import { Anchor, Text, TextInput } from '@mantine/core';
import { findNode, nodeName, type WorkflowEdge } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import { ProblemNote } from './GeneralProblems';
import { InspectedElement } from './InspectedElement';
import classes from './Inspector.module.css';
import { WayFields } from './nodes/WayFields';
import { useEdgeEdit } from './useElementEdit';

/** A line: where it leads, and out of a choice, when it is taken. */
export function EdgeInspector({ edge }: { readonly edge: WorkflowEdge }) {
  const document = useEditor((state) => state.document);
  const problems = useEditor((state) => state.problems);
  const readOnly = useEditor((state) => !state.rights.edit);
  const edit = useEdgeEdit(edge.id);
  const from = findNode(document, edge.from);
  const own = problems.filter(({ element, path = '' }) => element === edge.id && !path.startsWith('/when'));
  const isWay = hasConditions(from?.kind);
  return (
    <InspectedElement id={edge.id} scopeNode={edge.from}>
      <div className={classes['head']}>
        <Text fw={600}>{isWay ? 'A way out of a choice' : 'A line'}</Text>
        <div className={classes['facts']}>
          <NodeLink id={edge.from} /> → <NodeLink id={edge.to} />
        </div>
      </div>
      <div className={classes['body']}>
        <ProblemNote problems={own} />
        {isWay ? (
          <WayFields edge={edge} />
        ) : (
          <TextInput
            label="Name"
            description="Optional; shown beside the line."
            value={edge.name ?? ''}
            disabled={readOnly}
            onChange={(event) => edit({ name: event.currentTarget.value || undefined }, '/name')}
          />
        )}
      </div>
    </InspectedElement>
  );
}

function NodeLink({ id }: { readonly id: string }) {
  const node = useEditor((state) => findNode(state.document, id));
  const store = useEditorStore();
  return (
    <Anchor component="button" type="button" size="sm" onClick={() => store.getState().goTo(id)}>
      {node ? nodeName(node) : id}
    </Anchor>
  );
}
