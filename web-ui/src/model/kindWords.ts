import { durationText, readDuration } from './duration';
import { asText, isJsonObject, textAt, type Json, type JsonObject } from './json';
import type { WorkflowNode } from './workflow';

/** What makes an event happen, in words that follow “when”. */
export function eventWords(event: Json | undefined, errors: { readonly [code: string]: string } = {}): string {
  const of = isJsonObject(event) ? event : {};
  if (of['timer'] !== undefined) return `it takes longer than ${timeText(asText(of['timer']))}`;
  if (of['message'] !== undefined) return `the message ${quoted(of, 'message')} comes`;
  if (of['signal'] !== undefined) return `the signal ${quoted(of, 'signal')} comes`;
  if (of['escalation'] !== undefined) return `something in it escalates${codesText(of['escalation'], {}, ' with ')}`;
  if (of['compensation'] !== undefined) return 'what it did is to be undone';
  return codesText(of['error'], errors, '') === '' ? 'it fails for any reason' : `it fails with ${codesText(of['error'], errors, '')}`;
}

/** The same for a handler, which hears of everything in the area it stands in. */
export function handlerWords(node: WorkflowNode): string {
  const event = isJsonObject(node['event']) ? node['event'] : {};
  const ends = node['interrupting'] === false ? '' : '; everything else there ends';
  if (event['timer'] !== undefined) return `after ${timeText(asText(event['timer']))}${ends}`;
  if (event['error'] !== undefined) return `when something around fails${codesText(event['error'], {}, ' with ')}${ends}`;
  if (event['escalation'] !== undefined) return `when something around escalates${codesText(event['escalation'], {}, ' with ')}${ends}`;
  return `when ${eventWords(event)}${ends}`;
}

/** What an area does, in a few words for its title; empty where there is nothing to add. */
export function areaWords(node: WorkflowNode): string {
  if (node.kind === 'handler') return handlerWords(node);
  const loop = node['loop'];
  if (node.kind === 'scope') {
    if (!isJsonObject(loop)) return '';
    return `again while ${textAt(loop, 'while') || '…'}, ${mostRounds(loop)}`;
  }
  const items = textAt(node, 'items') || '…';
  const atOnce = typeof node['atOnce'] === 'number' && node['atOnce'] > 1 ? `, ${node['atOnce']} at a time` : '';
  return `${items}${atOnce}`;
}

function mostRounds(loop: JsonObject): string {
  return `${typeof loop['most'] === 'number' ? loop['most'] : usualRounds} rounds at most`;
}

/** Unless an author says otherwise. */
export const usualRounds = 1000;

function codesText(codes: Json | undefined, errors: { readonly [code: string]: string }, before: string): string {
  const list = Array.isArray(codes) ? codes.map(asText) : [];
  return list.length === 0 ? '' : before + list.map((code) => (errors[code] ? `${code} (${errors[code]})` : code)).join(' or ');
}

function quoted(of: JsonObject, key: string): string {
  return `“${textAt(of, key) || '…'}”`;
}

function timeText(text: string): string {
  const span = readDuration(text);
  return span ? durationText(span) : text;
}
