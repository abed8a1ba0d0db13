import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconFocusCentered } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { readCondition } from '@/model/conditionReader';
import { conditionText } from '@/model/conditionText';
import { fieldLabel } from '@/model/scope';
import { findNode, nodeName, type WorkflowDocument, type WorkflowEdge, type WorkflowNode } from '@/model/workflow';
import { useEditor, useEditorStore } from '../../useEditor';
import { useInspected } from '../context';
import classes from '../Inspector.module.css';
import { WayFields } from './WayFields';

/** The ways out of a choice: the first that holds is taken, in their order, or every one that holds. */
export function WayList({ node }: { readonly node: WorkflowNode }) {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const { readOnly } = useInspected();
  const ways = document.edges.filter((edge) => edge.from === node.id);
  const tried = [...ways.filter((edge) => !edge.otherwise), ...ways.filter((edge) => edge.otherwise)];
  const move = (index: number, by: number) => {
    const edge = tried[index];
    if (!edge) return;
    const edges = tried.toSpliced(index, 1).toSpliced(index + by, 0, edge).map(({ id }) => id);
    store.getState().edit({ type: 'order-edges', from: node.id, edges });
  };
  const last = tried.filter((edge) => !edge.otherwise).length - 1;
  if (ways.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Draw ways out of this choice to the nodes that follow; each gets a condition here.
      </Text>
    );
  }
  return (
    <div>
      <Text size="sm" c="dimmed" mb="xs">
        {node.kind === 'choice' ? 'Tried from the top; the first that holds is taken.' : 'Every way that holds is taken, at the same time.'}
      </Text>
      {tried.map((edge, index) => (
        <Way key={edge.id} edge={edge} document={document} place={edge.otherwise ? undefined : index + 1}>
          {!edge.otherwise && (
            <>
              <MoveButton up label={wayName(document, edge)} disabled={readOnly || index === 0} onClick={() => move(index, -1)} />
              <MoveButton label={wayName(document, edge)} disabled={readOnly || index >= last} onClick={() => move(index, 1)} />
            </>
          )}
        </Way>
      ))}
      {!ways.some((edge) => edge.otherwise) && (
        <Text size="xs" c="var(--tone-warn)" mt="xs">
          No way is taken when none holds: the run would stop with an incident. Make one “otherwise”.
        </Text>
      )}
    </div>
  );
}

interface WayProps {
  readonly edge: WorkflowEdge;
  readonly document: WorkflowDocument;
  readonly place: number | undefined;
  readonly children: ReactNode;
}

function Way({ edge, document, place, children }: WayProps) {
  const [opened, setOpened] = useState(false);
  const { fields } = useInspected();
  const store = useEditorStore();
  const condition = edge.when ? readCondition(edge.when) : undefined;
  const summary = condition ? conditionText(condition, { label: (path) => fieldLabel(fields, path) }) : edge.when;
  const name = wayName(document, edge);
  return (
    <div className={classes['way']} role="group" aria-label={name}>
      <div className={classes['wayHead']}>
        {place === undefined ? null : <span className={classes['order']}>{place}</span>}
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {children}
        <Tooltip label="Show on the canvas">
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Show ${name} on the canvas`} onClick={() => store.getState().goTo(edge.id)}>
            <IconFocusCentered size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {!opened && (
        <Text size="sm" c="dimmed" lineClamp={3}>
          {edge.otherwise ? 'Otherwise: when no other way holds' : (summary ?? 'No condition yet')}
        </Text>
      )}
      <Button variant="subtle" size="compact-xs" mt={4} ml={-8} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {opened ? 'Done' : 'Change'}
      </Button>
      {opened && <WayFields edge={edge} />}
    </div>
  );
}

interface MoveProps {
  readonly up?: boolean;
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function MoveButton({ up = false, label, disabled, onClick }: MoveProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Try ${label} ${up ? 'earlier' : 'later'}`} disabled={disabled} onClick={onClick}>
      {up ? <IconArrowUp size={15} aria-hidden /> : <IconArrowDown size={15} aria-hidden />}
    </ActionIcon>
  );
}

function wayName(document: WorkflowDocument, edge: WorkflowEdge): string {
  const target = findNode(document, edge.to);
  const to = target ? nodeName(target) : edge.to;
  return edge.name ? `${edge.name} → ${to}` : `→ ${to}`;
}
