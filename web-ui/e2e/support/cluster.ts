import { expect, type Page } from '@playwright/test';

/** The sandbox's cluster, as people see it. */
export class Cluster {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/sandbox?tab=cluster');
    await expect(this.page.getByRole('heading', { name: 'Attack a pod' })).toBeVisible();
  }

  /** Lets something happen in a pod; answers nothing, for what became of it is said on the page. */
  async attack(pod: string, what: string, outcome: RegExp): Promise<void> {
    await this.open();
    await this.choose('Pod', pod);
    await this.choose('What happens', what);
    await this.page.getByRole('button', { name: 'Let it happen' }).click();
    await expect(this.page.getByRole('status').filter({ hasText: outcome })).toBeVisible();
  }

  async expectLoaded(policy: RegExp, count: number): Promise<void> {
    await this.open();
    await expect(this.page.getByRole('region', { name: 'Policies its agents have loaded' }).getByRole('row', { name: policy })).toHaveCount(count, { timeout: 20_000 });
  }

  private async choose(field: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: field }).click();
    await this.page.getByRole('option', { name: option }).click();
  }
}
