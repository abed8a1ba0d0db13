import type { ConsoleMessage, Page } from '@playwright/test';

/** The browser's own line about any answer of 400 or more; tests that provoke one look at the page. */
const answered = /Failed to load resource: the server responded with a status of (400|401|403|404|409|412|413|422|429|502|503)/;
const unreachable = /net::ERR_(FAILED|CONNECTION_REFUSED|ABORTED|TIMED_OUT|INTERNET_DISCONNECTED)/;

/**
 * Everything a page complains about: violations of the content security policy, errors in the
 * console, exceptions that nobody caught.
 */
export class Watch {
  private readonly complaints: string[] = [];
  private readonly expected: RegExp[] = [];

  async over(page: Page): Promise<void> {
    page.on('console', (message) => this.heard(message));
    page.on('pageerror', (error) => this.complaints.push(`exception: ${error.stack ?? error.message}`));
    await page.exposeFunction('reportViolation', (text: string) => this.complaints.push(`policy: ${text}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
        const report = Reflect.get(globalThis, 'reportViolation') as (text: string) => void;
        report(`${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber} ${sample}`);
      });
    });
  }

  /** For tests that break something on purpose: these lines of the console are part of it. */
  expectErrors(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** The test takes answers of 4xx and silence for granted. */
  expectRefusals(): void {
    this.expectErrors(answered, unreachable);
  }

  found(): readonly string[] {
    return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }

  private heard(message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    this.complaints.push(`console: ${message.text()} (${message.location().url})`);
  }
}
