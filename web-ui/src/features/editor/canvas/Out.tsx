import { Handle, Position } from '@xyflow/react';
import { IconPlus } from '@tabler/icons-react';
import { goesSeveralWays } from '@/model/graph';
import { nodeName } from '@/model/workflow';
import { useEditorStore } from '../useEditor';
import type { StepData } from './flow';
import { portOut } from './ports';
import classes from './Step.module.css';

/** The port that ways leave by: dragged it draws a way, pressed it offers what may follow. */
export function Out({ id, data }: { readonly id: string; readonly data: StepData }) {
  const store = useEditorStore();
  const several = goesSeveralWays(data.node.kind);
  const below = data.node.kind === 'boundary';
  return (
    <Handle
      type="source"
      id={portOut}
      position={below ? Position.Bottom : Position.Right}
      className={classes['out']}
      data-open={data.open || undefined}
      data-below={below || undefined}
      data-testid={`port-out-${id}`}
    >
      {(data.open || several) && (
        <button
          type="button"
          tabIndex={-1}
          className={classes['add']}
          aria-label={`Add what follows ${nodeName(data.node)}`}
          title="Press to choose what follows, drag to connect"
          onClick={(event) => {
            event.stopPropagation();
            const { right, top } = event.currentTarget.getBoundingClientRect();
            store.setState({ picker: { for: 'port', node: id, side: 'out', anchor: { x: right + 8, y: top } } });
          }}
        >
          <IconPlus size={13} stroke={2.6} aria-hidden />
        </button>
      )}
    </Handle>
  );
}
