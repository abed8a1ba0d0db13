import { Select, Text } from '@mantine/core';
import { useMemo } from 'react';
import { celPath, type Path } from '@/model/cel';
import { fieldLabel, flatFields, type ScopeField, typeText } from '@/model/scope';
import { useInspected } from '../context';

interface Props {
  readonly label: string;
  readonly path: Path;
  readonly onChange: (path: Path) => void;
  readonly readOnly: boolean;
  /** Which fields make sense here; all when not said. */
  readonly fits?: (field: ScopeField) => boolean;
}

const anything = () => true;
const mostShown = 200;

/** Chooses a field of what comes before, by its title, its node or its path. */
export function FieldSelect({ label, path, onChange, readOnly, fits = anything }: Props) {
  const { fields } = useInspected();
  const { groups, byText } = useMemo(() => optionsOf(fields, fits), [fields, fits]);
  const text = path.length === 0 ? null : celPath(path);
  const known = text === null || byText.has(text);
  return (
    <Select
      size="xs"
      flex={1}
      aria-label={label}
      placeholder="Choose a field"
      data={known ? groups : [...groups, { group: 'Used here', items: [{ value: text, label: fieldLabel(fields, path) }] }]}
      value={text}
      searchable
      limit={mostShown}
      nothingFoundMessage={fields.length === 0 ? 'Nothing comes before this' : 'No field of this name'}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
      maxDropdownHeight={320}
      allowDeselect={false}
      disabled={readOnly}
      renderOption={({ option }) => <Line field={byText.get(option.value)} text={option.label} />}
      onChange={(next) => {
        const chosen = next === null ? undefined : byText.get(next);
        if (chosen) onChange(chosen.path);
      }}
    />
  );
}

function Line({ field, text }: { readonly field: ScopeField | undefined; readonly text: string }) {
  return (
    <div>
      <Text size="sm">{text}</Text>
      {field && (
        <Text size="xs" c="dimmed">
          {typeText(field.type)}
          {field.guards.length > 0 ? ' · may be missing' : ''}
          {field.description ? ` · ${field.description}` : ''}
        </Text>
      )}
    </div>
  );
}

function optionsOf(fields: readonly ScopeField[], fits: (field: ScopeField) => boolean) {
  const byText = new Map<string, ScopeField>();
  const groups = fields.flatMap((tree) => {
    const inside = flatFields(tree.children).filter(fits);
    const items = inside.map((field) => {
      const value = celPath(field.path);
      byText.set(value, field);
      return { value, label: titlePath(tree, field) };
    });
    return items.length === 0 ? [] : [{ group: tree.title, items }];
  });
  return { groups, byText };
}

/** “Detail › State” for what lies deeper. */
function titlePath(tree: ScopeField, field: ScopeField): string {
  const titles: string[] = [];
  let at: ScopeField | undefined = tree;
  while (at && at.path.length < field.path.length) {
    const length: number = at.path.length + 1;
    at = at.children.find((child) => child.path[length - 1] === field.path[length - 1]);
    if (at) titles.push(at.title);
  }
  return titles.join(' › ');
}
