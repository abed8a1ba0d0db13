import { ActionIcon, Button, Group, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type Condition, emptyRule, type RuleGroup } from '@/model/condition';
import classes from './Condition.module.css';
import { RuleEditor } from './RuleEditor';

interface Props {
  readonly group: RuleGroup;
  readonly onChange: (group: RuleGroup) => void;
  readonly onRemove?: () => void;
  readonly depth: number;
  readonly readOnly: boolean;
}

const joins = [
  { value: 'all', label: 'All of these hold' },
  { value: 'any', label: 'Any of these holds' },
  { value: 'not any', label: 'None of these holds' },
  { value: 'not all', label: 'Not all of these hold' },
];
const deepest = 4;

/** Rules and groups of rules, joined by all, any or none. */
export function RuleGroupEditor({ group, onChange, onRemove, depth, readOnly }: Props) {
  const { items } = group;
  const setItems = (next: readonly Condition[]) => onChange({ ...group, items: next });
  const setJoin = (text: string | null) => {
    if (text) onChange({ ...group, join: text.endsWith('any') ? 'any' : 'all', not: text.startsWith('not') });
  };
  const shown = depth > 0 || items.length > 1 || group.not;
  return (
    <div className={classes['group']} data-depth={depth} role="group" aria-label={depth === 0 ? 'Rules' : 'Group of rules'}>
      {shown && (
        <Group gap={4} wrap="nowrap">
          <Select
            size="xs"
            flex={1}
            aria-label="How the rules are joined"
            data={joins}
            value={`${group.not ? 'not ' : ''}${group.join}`}
            allowDeselect={false}
            disabled={readOnly}
            onChange={setJoin}
          />
          {onRemove && (
            <ActionIcon variant="subtle" color="gray" aria-label="Remove this group" disabled={readOnly} onClick={onRemove}>
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      )}
      {items.map((item, index) => {
        const set = (next: Condition) => setItems(items.with(index, next));
        const remove = () => setItems(items.toSpliced(index, 1));
        const alone = depth === 0 && items.length === 1;
        return item.kind === 'group' ? (
          // Rules have no identity of their own but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <RuleGroupEditor key={index} group={item} onChange={set} onRemove={remove} depth={depth + 1} readOnly={readOnly} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <RuleEditor key={index} rule={item} onChange={set} onRemove={alone && item.path.length === 0 ? undefined : remove} readOnly={readOnly} />
        );
      })}
      {!readOnly && (
        <Group gap={6}>
          <Button variant="default" size="compact-xs" leftSection={<IconPlus size={13} aria-hidden />} onClick={() => setItems([...items, emptyRule])}>
            Rule
          </Button>
          {depth < deepest && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconPlus size={13} aria-hidden />}
              onClick={() => setItems([...items, { kind: 'group', join: group.join === 'all' ? 'any' : 'all', not: false, items: [emptyRule] }])}
            >
              Group
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}
