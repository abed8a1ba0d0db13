import { ActionIcon } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useEditor, useEditorStore } from '../useEditor';
import type { FrameNode } from './flow';
import classes from './Frame.module.css';
import { portIn, portOut } from './ports';
import { GroupTitle } from './GroupTitle';
import { Sides } from './Sides';

/** The frame around a group of nodes; collapsed, one box that stands for all of them. */
export const Frame = memo(function Frame({ id, data, selected }: NodeProps<FrameNode>) {
  const { group } = data;
  const store = useEditorStore();
  const mayEdit = useEditor((state) => state.rights.edit);
  const collapsed = group.collapsed ?? false;
  const Chevron = collapsed ? IconChevronRight : IconChevronDown;
  return (
    <div
      className={classes[collapsed ? 'box' : 'frame']}
      data-colour={group.colour ?? 'grey'}
      data-selected={selected || undefined}
    >
      {collapsed && <Handle type="target" id={portIn} position={Position.Left} isConnectable={false} className={classes['port']} />}
      {collapsed && <Sides hasIn hasOut />}
      <div className={`${classes['title']} frame-title`}>
        <ActionIcon
          size={22}
          variant="subtle"
          color="gray"
          tabIndex={-1}
          className="nodrag"
          disabled={!mayEdit}
          aria-label={collapsed ? `Expand ${group.title}` : `Collapse ${group.title}`}
          onClick={() =>
            store.getState().edit(
              { type: 'set-group', group: { ...group, collapsed: !collapsed } },
              { label: `${collapsed ? 'Expanded' : 'Collapsed'} “${group.title}”` },
            )
          }
        >
          <Chevron size={15} aria-hidden />
        </ActionIcon>
        <GroupTitle id={id} group={group} />
        {collapsed && <span className={classes['count']}>{group.nodes.length} nodes</span>}
      </div>
      {collapsed && <Handle type="source" id={portOut} position={Position.Right} isConnectable={false} className={classes['port']} />}
    </div>
  );
});
