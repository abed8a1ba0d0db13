const columns = 25;

/** A workflow of many nodes: a line of steps that winds through a grid, with a choice in every tenth place. */
export function largeDocument(nodes: number): object {
  const steps = Array.from({ length: nodes - 2 }, (_, index) => step(index));
  const all = [
    { id: 'begin', kind: 'start', name: 'Begin', trigger: 'manual', config: {} },
    ...steps,
    { id: 'done', kind: 'end', name: 'Done' },
  ];
  return {
    schema: 1,
    name: `A workflow of ${nodes} nodes`,
    nodes: all,
    edges: [...line(all), ...shortCuts(all)],
    layout: { nodes: Object.fromEntries(all.map((node, index) => [node.id, boxOf(node.kind, index)])) },
  };
}

function step(index: number) {
  return index % 10 === 5
    ? { id: `which_${index}`, kind: 'choice', name: `Which way, ${index}?` }
    : { id: `note_${index}`, kind: 'task', name: `Write down number ${index}`, type: 'flow.log', config: { message: `Step ${index}` } };
}

type Node = ReturnType<typeof step> | { readonly id: string; readonly kind: string };

function line(all: readonly Node[]) {
  return all.slice(1).map((node, index) => {
    const from = all[index];
    return { id: `e_${index}`, from: from?.id, to: node.id, ...(from?.kind === 'choice' && { name: 'usually', otherwise: true }) };
  });
}

function shortCuts(all: readonly Node[]) {
  return all.flatMap((node, index) => {
    const to = all[index + 3];
    return node.kind === 'choice' && to ? [{ id: `s_${index}`, from: node.id, to: to.id, name: 'rarely', when: 'vars.never == true' }] : [];
  });
}

function boxOf(kind: string, index: number) {
  const row = Math.floor(index / columns);
  const place = index % columns;
  const column = row % 2 === 0 ? place : columns - 1 - place;
  const size = kind === 'task' ? { width: 200, height: 64 } : { width: 56, height: 56 };
  return { x: column * 280, y: row * 150, ...size };
}
