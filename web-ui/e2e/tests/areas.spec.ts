import { Editor } from '../support/editor';
import { Keys } from '../support/keys';
import { expect, test } from '../support/test';
import { unique } from '../support/unique';

interface Stored {
  readonly document: {
    readonly nodes: readonly { readonly id: string; readonly kind: string; readonly in?: string; readonly on?: string; readonly [more: string]: unknown }[];
    readonly edges: readonly { readonly from: string; readonly to: string }[];
  };
}

const message = 'stop-it';

/** What both roads lead to: a loop that sends a message each time, and is left when one comes. */
function expectBuilt({ document }: Stored): void {
  const of = (kind: string) => document.nodes.filter((node) => node.kind === kind);
  const [loop] = of('scope');
  const [sent] = of('throw');
  const [event] = of('boundary');
  expect(loop?.['loop']).toMatchObject({ while: "run.id == 'again'", most: 10 });
  expect(sent).toMatchObject({ in: loop?.id, message: 'round-done', key: 'k' });
  expect(event).toMatchObject({ on: loop?.id, event: { message, key: 'k' } });
  expect(of('begin')).toMatchObject([{ in: loop?.id }]);
  const ways = document.edges.map(({ from, to }) => `${from}>${to}`);
  expect(ways).toEqual(expect.arrayContaining([`${of('begin')[0]?.id}>${sent?.id}`, expect.stringMatching(new RegExp(`^${event?.id}>`)), expect.stringMatching(new RegExp(`^${loop?.id}>`))]));
}

function workflowOf(url: string): string {
  const [, id] = /workflows\/([^/]+)\/edit/.exec(url) ?? [];
  if (!id) throw new Error(`Expected the address of an editor, found ${url}.`);
  return id;
}

test('a loop with a message thrown in it and one heard on it, by mouse', async ({ page, api }) => {
  test.setTimeout(240_000);
  const editor = new Editor(page);
  const { settings } = editor;
  await editor.openNew(unique('Loop by mouse'));

  await test.step('a scope that is gone through again', async () => {
    await editor.drag('Manual', { x: -280, y: -60 });
    await editor.follow('Manual', 'sub-process', /^Scope/);
    await expect(editor.node('Begin')).toBeVisible();
    await editor.fit();
    await editor.node('Scope').getByText('Scope', { exact: true }).first().click();
    await settings.getByRole('switch', { name: /Again, as long as/ }).click();
    // The radio itself is hidden under its words.
    await settings.getByText('Expression', { exact: true }).click();
    await settings.getByRole('textbox', { name: /Once more while/ }).click();
    await page.keyboard.type("run.id == 'again'");
  });

  await test.step('a message, dropped on the way in it', async () => {
    const [begin, end] = [await editor.node('Begin').boundingBox(), await editor.node('End').boundingBox()];
    if (!begin || !end) throw new Error('Expected a beginning and an end in the scope.');
    await editor.dragTo('Send a message', editor.node('Begin'), { x: (end.x - begin.x) / 2, y: 0 });
    await expect(editor.node('Send a message')).toHaveAccessibleName(/in Scope/);
    await settings.getByRole('textbox', { name: /^Message/ }).click();
    await page.keyboard.type('round-done');
    await settings.getByRole('textbox', { name: /^Key/ }).click();
    await page.keyboard.type('k');
  });

  await test.step('an event on the scope, and what follows both', async () => {
    await editor.fit();
    await editor.dragTo('On a message', editor.node('Scope').getByText('Scope', { exact: true }).first());
    await settings.getByRole('textbox', { name: /^Message/ }).click();
    await page.keyboard.type(message);
    await settings.getByRole('textbox', { name: /^Key/ }).click();
    await page.keyboard.type('k');
    await editor.fit();
    await editor.follow('On a message', 'end', /^End/);
    await editor.fit();
    await editor.follow('Scope', 'end', /^End/);
  });

  await test.step('no way crosses the border', async () => {
    await editor.fit();
    const from = await editor.node('Send a message').boundingBox();
    if (!from) throw new Error('Expected the message to be drawn.');
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    const to = await editor.node('Manual').boundingBox();
    await page.mouse.move((to?.x ?? 0) + 20, (to?.y ?? 0) - 40, { steps: 6 });
    await page.mouse.up();
    await expect(page.getByText(/no way crosses the border of an area/).first()).toBeVisible();
  });

  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await editor.saved();
  expectBuilt(await api.get<Stored>(`/workflows/${workflowOf(page.url())}`));
});

test('the same by keyboard alone', async ({ page, api }) => {
  test.setTimeout(240_000);
  const editor = new Editor(page);
  const { settings } = editor;
  const { keyboard } = page;
  const keys = new Keys(page);
  await page.goto('/workflows/new');
  await keys.to(page.getByRole('heading', { level: 1 }).getByRole('button'));
  await keyboard.press('Enter');
  await keyboard.type(unique('Loop by keyboard'));
  await keyboard.press('Enter');
  await keys.to(page.getByRole('button', { name: 'Choose a trigger' }));
  await keyboard.press('Enter');
  await keys.choose('Add a node', 'manual');
  await keys.on(editor.node('Manual'));

  await test.step('a loop, and into it by its beginning', async () => {
    await keyboard.press('n');
    await keys.choose('Add what follows', 'loop');
    await keys.on(editor.node('Loop'));
    await keyboard.press('Enter');
    await keys.to(settings.getByRole('radio', { name: 'Rules' }));
    await keyboard.press('ArrowRight');
    await keys.to(settings.getByRole('textbox', { name: /Once more while/ }));
    await keyboard.type("run.id == 'again'");
    await keyboard.press('Escape');
    await keys.back(editor.node('Loop'));
    await keyboard.press('ArrowDown');
    await keys.on(editor.node('Begin'));
  });

  await test.step('a message between the beginning and the end', async () => {
    await keyboard.press('n');
    await keys.choose('Put a node into this way', 'send a message');
    await keys.on(editor.node('Send a message'));
    await expect(editor.node('Send a message')).toHaveAccessibleName(/in Loop/);
    await keys.to(settings.getByRole('textbox', { name: /^Message/ }));
    await keyboard.type('round-done');
    await keys.to(settings.getByRole('textbox', { name: /^Key/ }));
    await keyboard.type('k');
    await keys.back(editor.node('Send a message'));
    await keyboard.press('ArrowLeft');
    await keys.on(editor.node('Begin'));
    await keyboard.press('ArrowUp');
    await keys.on(editor.node('Loop'));
  });

  await test.step('an event on the loop, and what follows both', async () => {
    await keyboard.press('/');
    await keys.on(page.getByRole('textbox', { name: 'Search nodes' }));
    await keyboard.type('on a message');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keys.on(editor.node('On a message'));
    await keyboard.press('Enter');
    await keys.to(settings.getByRole('textbox', { name: /^Message/ }));
    await keyboard.type(message);
    await keys.to(settings.getByRole('textbox', { name: /^Key/ }));
    await keyboard.type('k');
    await keys.back(editor.node('On a message'));
    await keyboard.press('n');
    await keys.choose('Add what follows', 'end');
    await keyboard.press('ArrowLeft');
    await keys.on(editor.node('On a message'));
    await keyboard.press('ArrowUp');
    await keys.on(editor.node('Loop'));
    await keyboard.press('n');
    await keys.choose('Add what follows', 'end');
  });

  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await editor.saved();
  expectBuilt(await api.get<Stored>(`/workflows/${workflowOf(page.url())}`));
});
