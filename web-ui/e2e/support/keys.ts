import { expect, type Locator, type Page } from '@playwright/test';

const most = 200;

/** Somebody who has no mouse. */
export class Keys {
  constructor(private readonly page: Page) {}

  /** Presses Tab until it has the focus. */
  async to(target: Locator): Promise<void> {
    await this.walk(target, 'Tab');
  }

  async back(target: Locator): Promise<void> {
    await this.walk(target, 'Shift+Tab');
  }

  async on(target: Locator): Promise<void> {
    await expect(target).toBeFocused();
  }

  /** Types into the picker that is open, and takes the first that it offers. */
  async choose(picker: string, search: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: picker });
    await expect(dialog.getByRole('textbox')).toBeFocused();
    await this.page.keyboard.type(search);
    await expect(dialog.getByRole('option', { selected: true }).or(dialog.locator('[data-combobox-selected]'))).toHaveCount(1);
    await this.page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  }

  /** Takes one of a list: the field that has the focus opens it. */
  async select(option: string): Promise<void> {
    await this.page.keyboard.press('ArrowDown');
    const wanted = this.page.getByRole('option', { name: option, exact: true });
    await expect(wanted).toBeVisible();
    for (let tries = 0; tries < most; tries++) {
      if ((await wanted.getAttribute('data-combobox-selected')) === 'true') break;
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
    await expect(wanted).toBeHidden();
  }

  private async walk(target: Locator, key: string): Promise<void> {
    // Not visible: a radio may lie hidden under its words, and has the focus all the same.
    await expect(target).toBeAttached();
    for (let tries = 0; tries < most; tries++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`Expected ${key} to lead to ${target}, it did not within ${most} steps.`);
  }
}
