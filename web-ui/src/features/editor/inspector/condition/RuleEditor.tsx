import { ActionIcon, Group, Select, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { celPath, type Path } from '@/model/cel';
import { guardsRule, needsValue, pathsOf, type Operator, type Rule, type RuleValue } from '@/model/condition';
import { choicesFor, operatorText } from '@/model/conditionText';
import { fieldType, findField, type ScopeField } from '@/model/scope';
import { useInspected } from '../context';
import classes from './Condition.module.css';
import { FieldSelect } from './FieldSelect';
import { RuleValueInput } from './RuleValueInput';

interface Props {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
  readonly onRemove: (() => void) | undefined;
  readonly readOnly: boolean;
}

/** One rule: a field, what is asked of it, and what it is compared with. */
export function RuleEditor({ rule, onChange, onRemove, readOnly }: Props) {
  const { fields } = useInspected();
  const field = findField(fields, rule.path);
  const type = field ? fieldType(field.schema) : 'any';
  const mayBeMissing = field ? field.guards.length > 0 : true;
  const guarded = (next: Rule) => onChange({ ...next, guards: guardsOf(next, fields) });

  const setPath = (path: Path) => guarded({ ...fitting(rule, findField(fields, path)), path });
  const setOperator = (text: string | null) => {
    if (!text) return;
    const [operator = 'is', not] = text.split(' ');
    const { value, ...rest } = rule;
    const kept = needsValue(operator as Operator) ? reshaped(value, operator as Operator) : undefined;
    guarded({ ...rest, operator: operator as Operator, not: not === 'not', ...(kept ? { value: kept } : {}) });
  };
  const setValue = (value: RuleValue | undefined) => {
    const { value: _, ...rest } = rule;
    guarded({ ...rest, ...(value ? { value } : {}) });
  };

  return (
    <div className={classes['rule']} role="group" aria-label="Rule">
      <Group gap={4} wrap="nowrap" align="flex-start">
        <FieldSelect label="Field" path={rule.path} onChange={setPath} readOnly={readOnly} />
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" mt={2} aria-label="Remove this rule" disabled={readOnly} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {rule.path.length > 0 && (
        <div className={classes['test']}>
          <Select
            size="xs"
            aria-label="Comparison"
            data={operators(rule, choicesFor(type, mayBeMissing, field?.schema))}
            value={keyOf(rule)}
            allowDeselect={false}
            disabled={readOnly}
            onChange={setOperator}
          />
          {needsValue(rule.operator) && <RuleValueInput rule={rule} field={field} onChange={setValue} readOnly={readOnly} />}
        </div>
      )}
      {field && mayBeMissing && rule.operator !== 'hasNone' && rule.operator !== 'hasValue' && (
        <Text size="xs" c="dimmed">
          May be missing; then this does not hold.
        </Text>
      )}
    </div>
  );
}

function keyOf({ operator, not }: Pick<Rule, 'operator' | 'not'>): string {
  return not ? `${operator} not` : operator;
}

/** The comparisons that fit, and the one that is there. */
function operators(rule: Rule, choices: readonly Pick<Rule, 'operator' | 'not'>[]): { value: string; label: string }[] {
  const all = choices.some((one) => keyOf(one) === keyOf(rule)) ? choices : [...choices, rule];
  return all.map((one) => ({ value: keyOf(one), label: operatorText(one.operator, one.not) }));
}

/** A rule for another field keeps its comparison where that fits. */
function fitting(rule: Rule, field: ScopeField | undefined): Rule {
  if (!field) return rule;
  const choices = choicesFor(field.type, field.guards.length > 0, field.schema);
  if (choices.some((one) => keyOf(one) === keyOf(rule))) return rule;
  const [first] = choices;
  const { value, ...rest } = rule;
  const operator = first?.operator ?? 'is';
  return { ...rest, operator, not: first?.not ?? false, ...(value && needsValue(operator) ? { value } : {}) };
}

function reshaped(value: RuleValue | undefined, operator: Operator): RuleValue | undefined {
  if (!value) return undefined;
  if (operator === 'oneOf') return 'literal' in value ? { list: [value.literal] } : 'list' in value ? value : undefined;
  if ('list' in value) return value.list[0] === undefined ? undefined : { literal: value.list[0] };
  return value;
}

/** What may be missing of all that the rule looks at; what is unknown here keeps the guards it was read with. */
function guardsOf(rule: Rule, fields: readonly ScopeField[]): readonly Path[] {
  const wanted = pathsOf(rule).flatMap((path) => findField(fields, path)?.guards ?? rule.guards);
  const unique = wanted.filter((path, index) => wanted.findIndex((other) => celPath(other) === celPath(path)) === index);
  return unique.filter((guard) => guardsRule(rule, guard));
}
