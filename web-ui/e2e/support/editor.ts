import { expect, type Locator, type Page } from '@playwright/test';

/** The editor as people see it: what is on the canvas, and the panel beside it. */
export class Editor {
  readonly canvas: Locator;
  readonly settings: Locator;
  readonly palette: Locator;

  constructor(readonly page: Page) {
    this.canvas = page.getByRole('region', { name: /^Canvas of/ });
    this.settings = page.getByRole('complementary', { name: 'Settings' });
    this.palette = page.getByRole('navigation', { name: 'Palette' });
  }

  async openNew(name: string): Promise<void> {
    await this.page.goto('/workflows/new');
    await expect(this.page.getByRole('heading', { name: 'What should start this workflow?' })).toBeVisible();
    await this.page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await this.page.getByRole('textbox', { name: 'Name of the workflow' }).fill(name);
    await this.page.keyboard.press('Enter');
  }

  async open(workflow: string): Promise<void> {
    await this.page.goto(`/workflows/${workflow}/edit`);
    await expect(this.canvas.locator('.react-flow__node').first()).toBeVisible();
  }

  node(name: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${escaped(name)},`) });
  }

  way(from: string, to: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Way from ${escaped(from)} to ${escaped(to)}(:|$)`) });
  }

  /** Drags something from the palette to a place in the middle of what is seen of the canvas. */
  async drag(what: string, offset = { x: 0, y: 0 }): Promise<void> {
    await this.dragTo(what, this.canvas, offset);
  }

  /** Drags something from the palette to a place, counted from the middle of what is there. */
  async dragTo(what: string, target: Locator, offset = { x: 0, y: 0 }): Promise<void> {
    const item = this.palette.getByRole('button', { name: `Add ${what}`, exact: true }).first();
    await item.hover();
    const place = await target.boundingBox();
    if (!place) throw new Error('Expected a place on the canvas, found none.');
    await this.page.mouse.down();
    const [x, y] = [place.x + place.width / 2 + offset.x, place.y + place.height / 2 + offset.y];
    await this.page.mouse.move(x - 30, y - 20, { steps: 3 });
    await this.page.mouse.move(x, y, { steps: 3 });
    await this.page.mouse.up();
  }

  /** Everything is seen; only what is seen is there. */
  async fit(): Promise<void> {
    await this.canvas.getByRole('button', { name: 'Fit View' }).click();
  }

  /** Presses the “+” behind a node and chooses what follows. */
  async follow(name: string, search: string, choice: RegExp): Promise<void> {
    // A choice that goes on already offers another way only to who looks at it.
    // In the middle of an area lies what is in it.
    const area = (await this.node(name).getAttribute('class'))?.includes('react-flow__node-area');
    await this.node(name).hover(area ? { position: { x: 20, y: 8 } } : {});
    await this.node(name).getByRole('button', { name: `Add what follows ${name}` }).click();
    const picker = this.page.getByRole('dialog', { name: 'Add what follows' });
    await picker.getByRole('textbox').fill(search);
    await picker.getByRole('option', { name: choice }).first().click();
    await expect(picker).toBeHidden();
  }

  /** The server has everything. */
  async saved(): Promise<void> {
    await expect(this.page.locator('footer').getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
  }

  async publish(comment: string): Promise<void> {
    await this.saved();
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Publish the draft' });
    await dialog.getByLabel('What changed').fill(comment);
    await dialog.getByRole('button', { name: 'Publish this version' }).click();
    await expect(dialog).toBeHidden();
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
