/** Hands a file to the person: the browser keeps it where downloads go. */
export function download(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `Internet-facing VM!` → `internet-facing-vm.json`. */
export function fileName(workflow: string, ending: string): string {
  const stem = workflow.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `${stem || 'workflow'}.${ending}`;
}
