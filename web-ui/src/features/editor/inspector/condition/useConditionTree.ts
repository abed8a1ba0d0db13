import { emptyCondition, type RuleGroup, writeCondition } from '@/model/condition';
import { readCondition } from '@/model/conditionReader';
import { useDraft } from '../drafts';

/**
 * The rules of a condition's text; undefined when the builder cannot show it. Rules that are not
 * finished cannot stand in the text, so the tree is kept beside it as long as the text is its.
 */
export function useConditionTree(
  key: string, text: string, onText: (text: string) => void,
): readonly [RuleGroup | undefined, (tree: RuleGroup) => void] {
  const [draft, setDraft] = useDraft<{ readonly text: string; readonly tree: RuleGroup }>(key);
  const tree = draft?.text === text ? draft.tree : text.trim() === '' ? emptyCondition : readCondition(text);
  const change = (next: RuleGroup) => {
    const written = writeCondition(next);
    setDraft({ text: written, tree: next });
    if (written !== text) onText(written);
  };
  return [tree, change];
}
