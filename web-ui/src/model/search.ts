import type { Catalogue, Problem } from '@/api/types';
import { asText, isJsonObject, type Json } from './json';
import { areasAround } from './areas';
import { edgeName } from './diff';
import { looksOf } from './looks';
import { findNode, nodeName, type WorkflowDocument, type WorkflowNode } from './workflow';

export interface SearchContext {
  readonly problems: readonly Problem[];
  readonly catalogue: Catalogue;
}

/** What can be asked for besides words, with an example for people. */
export const searchHints: readonly { readonly term: string; readonly meaning: string }[] = [
  { term: 'is:invalid', meaning: 'has a problem' },
  { term: 'is:disabled', meaning: 'is passed without working' },
  { term: 'uses:aws', meaning: 'uses the connection aws' },
  { term: 'type:qualys', meaning: 'is of a type with this in its id' },
  { term: 'kind:choice', meaning: 'is a choice, task, wait …' },
  { term: 'in:scope', meaning: 'stands in an area of this name' },
];

/**
 * The nodes, edges and notes in which every word of the question is found: in any property, or by
 * `is:`, `uses:`, `type:`, `kind:`, `in:`. In document order; nothing for an empty question.
 */
export function searchWorkflow(document: WorkflowDocument, question: string, context: SearchContext): string[] {
  const terms = termsOf(question);
  if (terms.length === 0) return [];
  const invalid = new Set(context.problems.flatMap(({ element }) => (element ? [element] : [])));
  const found = (subject: Subject) => terms.every((term) => matches(term, subject, invalid));
  return [
    ...document.nodes.filter((node) => found(nodeSubject(document, node, context.catalogue))),
    ...document.edges.filter((edge) => found({ id: edge.id, text: `${edgeName(document, edge)} ${textsOf(edge as unknown as Json)}` })),
    ...(document.layout?.notes ?? []).filter(({ id, text }) => found({ id, text })),
  ].map(({ id }) => id);
}

interface Subject {
  readonly id: string;
  readonly text: string;
  readonly node?: WorkflowNode;
  /** Names and ids of the areas around it. */
  readonly around?: string;
}

interface Term {
  readonly field: 'is' | 'uses' | 'type' | 'kind' | 'in' | undefined;
  readonly word: string;
}

function termsOf(question: string): Term[] {
  const words = question.toLowerCase().match(/"[^"]*"|\S+/g) ?? [];
  return words.flatMap((raw) => {
    const word = raw.replaceAll('"', '').trim();
    const [, field, value] = /^(is|uses|type|kind|in):(.*)$/.exec(word) ?? [];
    if (field && value) return [{ field: field as Term['field'], word: value }];
    return word === '' ? [] : [{ field: undefined, word }];
  });
}

function matches({ field, word }: Term, { id, text, node, around }: Subject, invalid: ReadonlySet<string>): boolean {
  switch (field) {
    case undefined:
      return text.toLowerCase().includes(word);
    case 'is':
      return (word === 'invalid' && invalid.has(id)) || (word === 'disabled' && node?.['disabled'] === true);
    case 'uses':
      return asText(node?.config?.['connection']).toLowerCase() === word;
    case 'type':
      return (node?.type ?? node?.trigger ?? '').toLowerCase().includes(word);
    case 'kind':
      return node?.kind === word;
    case 'in':
      return (around ?? '').toLowerCase().includes(word);
    default:
      return field satisfies never;
  }
}

function nodeSubject(document: WorkflowDocument, node: WorkflowNode, catalogue: Catalogue): Subject {
  const text = `${nodeName(node)} ${looksOf(node, catalogue).subtitle} ${textsOf(node as unknown as Json)}`;
  if (node.in === undefined) return { id: node.id, text, node };
  const around = areasAround(document, node.id).map((id) => `${id} ${nodeName(findNode(document, id) ?? { id, kind: 'scope' })}`).join('\n');
  return { id: node.id, text, node, around };
}

/** Every value in it, at any depth. */
function textsOf(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(textsOf).join(' ');
  return isJsonObject(value) ? Object.values(value).map(textsOf).join(' ') : asText(value);
}
