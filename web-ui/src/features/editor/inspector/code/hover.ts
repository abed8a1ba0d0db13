import { hoverTooltip } from '@codemirror/view';
import { celPath } from '@/model/cel';
import { findField, typeText } from '@/model/scope';
import { infoBox, type Names } from './completion';

/** What the name under the pointer is. */
export function hoverDocs(names: Names) {
  return hoverTooltip((view, place) => {
    const text = view.state.doc.toString();
    const before = /[\w.]*$/.exec(text.slice(0, place))?.[0] ?? '';
    const after = /^\w*/.exec(text.slice(place))?.[0] ?? '';
    const word = before + after;
    const content = word && boxFor(word, names);
    return content ? { pos: place - before.length, end: place + after.length, above: true, create: () => ({ dom: content }) } : null;
  });
}

function boxFor(word: string, { fields, functions }: Names): HTMLElement | undefined {
  const field = findField(fields, word.split('.'));
  if (field) {
    const missing = field.guards.length > 0 ? 'May be missing: guard it.' : undefined;
    return infoBox(`${field.title} · ${typeText(field.type)}`, field.description, `${field.owner} · ${celPath(field.path)}`, missing);
  }
  const name = word.split('.').at(-1);
  const known = functions.find((one) => one.name === word || one.name === name);
  return known && infoBox(known.signature, known.docs);
}
