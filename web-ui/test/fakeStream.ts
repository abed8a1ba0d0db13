import { act } from '@testing-library/react';

/** A stream that the test speaks through. */
export class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeStream[] = [];
  readyState = 1;

  constructor(readonly url: string) {
    super();
    FakeStream.all.push(this);
  }

  static of(path: string): FakeStream {
    const found = FakeStream.all.findLast((stream) => stream.url.split('?')[0]?.endsWith(path) && stream.readyState !== 2);
    if (!found) throw new Error(`Nobody listens to ${path}.`);
    return found;
  }

  say(name: string, data: unknown) {
    act(() => void this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) })));
  }

  opens() {
    act(() => void this.dispatchEvent(new Event('open')));
  }

  breaks() {
    act(() => void this.dispatchEvent(new Event('error')));
  }

  close() {
    this.readyState = 2;
  }
}
