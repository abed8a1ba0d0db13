import { EditorState } from '@codemirror/state';

/** Keeps a field on one (wrapping) line: a line end that is typed or pasted becomes a blank. */
export const singleLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines < 2 || transaction.isUserEvent('outside')) return transaction;
  const text = transaction.newDoc.toString();
  const { main } = transaction.newSelection;
  return [
    transaction,
    { changes: lineEnds(text), selection: { anchor: main.anchor, head: main.head }, sequential: true },
  ];
});

function lineEnds(text: string): { from: number; to: number; insert: string }[] {
  return [...text.matchAll(/\n/g)].map(({ index }) => ({ from: index, to: index + 1, insert: ' ' }));
}
