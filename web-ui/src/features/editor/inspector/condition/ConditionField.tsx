import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { conditionText } from '@/model/conditionText';
import { fieldLabel } from '@/model/scope';
import { ExpressionField } from '../code/ExpressionField';
import { ResultLine } from '../code/ResultLine';
import { useCheck } from '../code/useCheck';
import { useInspected } from '../context';
import { FieldFrame, type FieldMessage } from '../fields/FieldFrame';
import classes from './Condition.module.css';
import { RuleGroupEditor } from './RuleGroupEditor';
import { useConditionTree } from './useConditionTree';

interface Props {
  readonly label: string;
  /** Tells apart what is kept of unfinished conditions. */
  readonly draftKey: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly messages: readonly FieldMessage[];
  readonly description?: string;
}

const boolean = { type: 'boolean' };

/** A condition as rules, or as the expression it is; each changes the other. */
export function ConditionField({ label, draftKey, value, onChange, messages, description }: Props) {
  const { fields, readOnly } = useInspected();
  const [tree, setTree] = useConditionTree(draftKey, value, onChange);
  const [wanted, setWanted] = useState<'rules' | 'expression'>('rules');
  const view = tree ? wanted : 'expression';
  const summary = tree && conditionText(tree, { label: (path) => fieldLabel(fields, path) });
  return (
    <FieldFrame
      label={label}
      description={description}
      messages={messages}
      grouped
      actions={
        <SegmentedControl
          size="xs"
          aria-label={`${label} as`}
          data={[{ value: 'rules', label: 'Rules', disabled: !tree }, { value: 'expression', label: 'Expression' }]}
          value={view}
          onChange={(next) => setWanted(next as 'rules' | 'expression')}
        />
      }
    >
      {(wiring) =>
        view === 'rules' && tree ? (
          <div role="group" aria-labelledby={wiring['aria-labelledby']} aria-describedby={wiring['aria-describedby']}>
            <RuleGroupEditor group={tree} onChange={setTree} depth={0} readOnly={readOnly} />
            <Verdict value={value} summary={summary ?? ''} shown={messages} id={`${wiring.id}-result`} />
          </div>
        ) : (
          <>
            <ExpressionField
              value={value}
              onChange={onChange}
              label={label}
              labelledBy={wiring['aria-labelledby']}
              describedBy={wiring['aria-describedby']}
              invalid={wiring['aria-invalid']}
              kind="condition"
              expected={boolean}
              place="condition"
              placeholder="nodes.risk.output.score > 900"
              shownMessages={messages.map(({ message }) => message)}
            />
            {!tree && (
              <Text size="xs" c="dimmed" mt={4}>
                This says more than rules can show, so it stays an expression.
              </Text>
            )}
          </>
        )
      }
    </FieldFrame>
  );
}

interface VerdictProps {
  readonly id: string;
  readonly value: string;
  readonly summary: string;
  readonly shown: readonly FieldMessage[];
}

/** The condition in a sentence, and whether it holds on the sample. */
function Verdict({ id, value, summary, shown }: VerdictProps) {
  const checked = useCheck(value, 'condition', boolean);
  return (
    <>
      <p className={classes['summary']} aria-live="polite">
        {summary ? `Holds when ${summary}.` : 'Choose a field to begin.'}
      </p>
      <ResultLine id={id} checked={checked} hidden={shown.map(({ message }) => message)} kindShown={false} />
    </>
  );
}
