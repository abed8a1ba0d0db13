import type { ScopeField } from '@/model/scope';

/** A field on its way from the tree into a form. Its media type keeps other things out. */
export const fieldMedia = 'application/x-sluice-field';

let dragged: ScopeField | undefined;

export function beginDrag(transfer: DataTransfer, field: ScopeField, text: string): void {
  dragged = field;
  transfer.setData(fieldMedia, text);
  transfer.setData('text/plain', text);
  transfer.effectAllowed = 'copy';
}

/** The field that is dropped, if one is. */
export function droppedField(transfer: DataTransfer | null): ScopeField | undefined {
  return transfer?.types.includes(fieldMedia) ? dragged : undefined;
}
