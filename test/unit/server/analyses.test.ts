/** When documents are analysed, and what is answered meanwhile. */
import * as assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Analyses } from '../../../src/server/analyses.js';
import type { Session } from '../../../src/session/session.js';
import { sampleAnalysis } from './sample-analysis.js';

interface Recorded {
  readonly analyses: Analyses;
  readonly calls: string[];
  readonly logged: string[];
  failing: boolean;
  omission: string | undefined;
}

class Document {
  version = 1;
  text: string;
  readonly uri: string;
  constructor(uri: string, text: string) {
    this.uri = uri;
    this.text = text;
  }
  getText(): string {
    return this.text;
  }
  edit(text: string): void {
    this.text = text;
    this.version++;
  }
}

function record(options: { eager?: boolean; delayMs?: number } = {}): Recorded {
  const calls: string[] = [];
  const logged: string[] = [];
  const session = {
    openDocument: (file: string, text: string) => calls.push(`open ${file} ${text}`),
    closeDocument: (file: string) => calls.push(`close ${file}`),
    findOmission: () => recorded.omission,
    analyze: (file: string) => {
      calls.push(`analyze ${file}`);
      if (recorded.failing) throw new Error('boom');
      return sampleAnalysis({ file });
    },
  } as unknown as Session;
  const analyses = new Analyses({
    session,
    log: (message) => logged.push(message),
    delayMs: options.delayMs ?? 20,
    eager: options.eager ?? false,
  });
  const recorded: Recorded = { analyses, calls, logged, failing: false, omission: undefined };
  return recorded;
}

describe('analyses', () => {
  it('does not analyse what an audit leaves out, and says why', async () => {
    const recorded = record();
    recorded.omission = 'Larger than 1 MB: not analysed.';
    recorded.analyses.open(new Document('u:a', 'one'), '/a.ts');
    const answered = await recorded.analyses.settled('u:a');
    assert.deepEqual(
      answered?.analysis.problems.map(({ message }) => message),
      ['Larger than 1 MB: not analysed.'],
    );
    assert.deepEqual(recorded.calls, ['open /a.ts one']);
  });

  it('analyses a document when it is asked for, once', async () => {
    const { analyses, calls } = record();
    analyses.open(new Document('u:a', 'one'), '/a.ts');
    const [first, second] = await Promise.all([analyses.settled('u:a'), analyses.settled('u:a')]);
    assert.equal(first, second);
    assert.equal(first?.version, 1);
    await analyses.settled('u:a');
    assert.deepEqual(calls, ['open /a.ts one', 'analyze /a.ts']);
  });

  it('waits until typing pauses, then answers for the last text', async () => {
    const { analyses, calls } = record();
    const document = new Document('u:a', 'one');
    analyses.open(document, '/a.ts');
    await analyses.settled('u:a');
    for (const text of ['two', 'three']) {
      document.edit(text);
      analyses.change('u:a');
    }
    assert.equal(analyses.last('u:a')?.version, 1);
    const settled = await analyses.settled('u:a');
    assert.equal(settled?.version, 3);
    assert.deepEqual(calls.slice(2), ['open /a.ts three', 'analyze /a.ts']);
  });

  it('leaves a document nobody asks about alone, unless it is eager', async () => {
    const lazy = record();
    const eager = record({ eager: true });
    for (const { analyses } of [lazy, eager]) analyses.open(new Document('u:a', 'one'), '/a.ts');
    await pause(10);
    assert.deepEqual(lazy.calls, []);
    assert.deepEqual(eager.calls, ['open /a.ts one', 'analyze /a.ts']);
  });

  it('asks again for a document after another one changed', async () => {
    const { analyses, calls } = record();
    const [a, b] = [new Document('u:a', 'one'), new Document('u:b', 'uno')];
    analyses.open(a, '/a.ts');
    analyses.open(b, '/b.ts');
    await Promise.all([analyses.settled('u:a'), analyses.settled('u:b')]);
    b.edit('due');
    analyses.change('u:b');
    await analyses.settled('u:b');
    calls.length = 0;
    await analyses.settled('u:a');
    assert.deepEqual(calls, ['analyze /a.ts']);
  });

  it('keeps the last result when an analysis fails, and says so', async () => {
    const recorded = record();
    const { analyses, logged } = recorded;
    const document = new Document('u:a', 'one');
    analyses.open(document, '/a.ts');
    const before = await analyses.settled('u:a');
    recorded.failing = true;
    document.edit('two');
    analyses.change('u:a');
    assert.equal(await analyses.settled('u:a'), before);
    assert.match(logged.join(), /analysis of \/a\.ts failed: Error: boom/);
  });

  it('answers a cancelled question at once', async () => {
    const { analyses } = record({ delayMs: 60_000 });
    const document = new Document('u:a', 'one');
    analyses.open(document, '/a.ts');
    await analyses.settled('u:a');
    document.edit('two');
    analyses.change('u:a');
    let cancel = (): void => assert.fail('nobody listens');
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
      },
    };
    const asked = analyses.settled('u:a', token);
    cancel();
    assert.equal(await asked, undefined);
    analyses.close('u:a');
  });

  it('answers nothing for a document that is closed meanwhile', async () => {
    const { analyses, calls } = record();
    analyses.open(new Document('u:a', 'one'), '/a.ts');
    const asked = analyses.settled('u:a');
    analyses.close('u:a');
    assert.equal(await asked, undefined);
    assert.deepEqual(calls, ['close /a.ts']);
  });
});
