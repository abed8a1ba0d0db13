import type { Json, JsonObject } from '@/model/json';
import { type ScopeField, valueAt } from '@/model/scope';
import { useEditor } from '../../useEditor';

/** What a field holds in the sample at hand: an event, the variables, and what nodes have answered or are pinned to. */
export function useSample(): (field: ScopeField) => Json | undefined {
  const sample = useEditor((state) => state.sample);
  const pins = useEditor((state) => state.pins);
  const variables = useEditor((state) => state.document.variables);
  return ({ path }) => {
    const [root, node] = path;
    if (root === 'nodes') {
      const pin = pins[node ?? ''];
      const output = pin && 'output' in pin ? pin.output : sample?.nodes[node ?? ''];
      return path[2] === 'output' ? valueAt(output, path.slice(3)) : undefined;
    }
    if (root === 'trigger') return sample && valueAt(sample.trigger, path.slice(1));
    if (root !== 'vars') return undefined;
    const usual: JsonObject = Object.fromEntries((variables ?? []).map(({ name, value }) => [name, value]));
    return valueAt({ ...usual, ...sample?.vars }, path.slice(1));
  };
}
