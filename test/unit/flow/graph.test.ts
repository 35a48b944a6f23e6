/** Control-flow graphs: expected pictures of the hard statements, and what holds for every graph. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { findFunctions } from '../../../src/syntax/functions.js';
import { buildGraph } from '../../../src/flow/build-graph.js';
import { findSuccessors, type FlowGraph } from '../../../src/flow/graph.js';
import { Variables } from '../../../src/flow/variables.js';
import { Programs } from '../../../src/syntax/programs.js';
import { buildFirstGraph, printGraph } from '../../check/print-graph.js';
import { createMemoryFileHost } from '../memory-file-host.js';

function checkGraph(text: string, expected: string): void {
  const lines = expected
    .trim()
    .split('\n')
    .map((line) => line.trim());
  assert.equal(printGraph(buildFirstGraph(text)), lines.join('\n'));
}

describe('control-flow graph', () => {
  it('has one copy of a finally, entered with a completion by end, throw, return and break', () => {
    checkGraph(
      `function f(a: boolean) {
         for (;;) { try { if (a) return 1; break; } finally { done(); } }
       }`,
      `
      b0: a =; -> b1
      b1: -> b2
      b2: -> b7
      b3: -> b1 (again)
      b4: end
      b5: done(); resume normal -> b6, return -> b11, break -> b12
      b6: -> b3
      b7: a ? b8 : b9
      b8: return -> b5
      b9: -> b10
      b10: break  -> b5
      b11: return
      b12: -> b4
      `,
    );
  });

  it('sends what a try throws to its catch, and what the catch throws to the finally', () => {
    checkGraph(
      `async function f() { try { await a(); } catch { b(); } finally { c(); } }`,
      `
      b0: -> b3
      b1: c(); resume normal -> b2
      b2: end
      b3: -> b6
      b4: b(); -> b5 !finally b1
      b5: -> b8
      b6: a(); await; -> b7 !catch b4
      b7: -> b5
      b8: normal -> b1
      `,
    );
  });

  it('evaluates the arguments of an optional call only when there is a receiver', () => {
    checkGraph(
      `function f(a?: { b(x: number): void }) { a?.b(g()); }`,
      `
      b0: a =; a?.b(g()) ? b1 : b2
      b1: -> b3
      b2: g(); a?.b(g()); -> b3
      b3: end
      `,
    );
  });

  it('lets cases fall through, and leaves by the default', () => {
    checkGraph(
      `function f(x: string) { switch (x) { case 'a': a(); case 'b': b(); break; default: c(); } d(); }`,
      `
      b0: x =; 'a' ? b1 : b5
      b1: a(); -> b2
      b2: b(); -> b4
      b3: c(); -> b4
      b4: d(); end
      b5: 'b' ? b2 : b6
      b6: -> b3
      `,
    );
  });

  it('takes labels out through inner loops', () => {
    checkGraph(
      `function f(x: boolean) { outer: while (x) { while (a()) { if (b()) continue outer; break outer; } } }`,
      `
      b0: x =; -> b1
      b1: x ? b2 : b3
      b2: -> b4
      b3: end
      b4: a(); a() ? b5 : b6
      b5: b(); b() ? b7 : b8
      b6: -> b1 (again)
      b7: -> b1 (again)
      b8: -> b9
      b9: -> b3
      `,
    );
  });

  it('disposes at the end of the block on every way out', () => {
    checkGraph(
      `function f(x: boolean) { { using a = g(); if (x) return; h(); } k(); }`,
      `
      b0: x =; g(); a =; -> b3
      b1: dispose; resume normal -> b2, return -> b7
      b2: k(); end
      b3: x ? b4 : b5
      b4: return -> b1
      b5: -> b6
      b6: h(); -> b8 !finally b1
      b7: return
      b8: normal -> b1
      `,
    );
  });
});

describe('every control-flow graph', () => {
  const graphs = buildAll(path.resolve(__dirname, '../../oracle/cases'));

  it('is there', () => {
    assert.ok(graphs.length > 300, `only ${graphs.length} graphs`);
  });

  it('has targets that exist, and handlers that are blocks', () => {
    for (const { blocks, fn } of graphs) {
      for (const block of blocks) {
        const targets = [
          ...findSuccessors(block.end),
          ...(block.handler.kind === 'exit' ? [] : [block.handler.block]),
        ];
        for (const target of targets)
          assert.ok(blocks[target], `${fn.getText().slice(0, 60)}: ${block.id} -> ${target}`);
      }
    }
  });

  it('resumes each finally that something enters, and knows the way on for each completion', () => {
    for (const { blocks } of graphs) {
      for (const { end } of blocks) {
        if (end.kind !== 'enter') continue;
        const resumes = blocks.filter(
          (other) => other.end.kind === 'resume' && other.end.finallyId === end.finallyId,
        );
        assert.equal(resumes.length, 1);
        const [resume] = resumes;
        assert.ok(resume?.end.kind === 'resume' && resume.end.routes.has(end.completion));
      }
    }
  });

  it('marks the head of each loop', () => {
    for (const { blocks } of graphs) {
      for (const { end } of blocks)
        if (end.kind === 'goto' && end.back) assert.ok(blocks[end.target]?.isLoopHead);
    }
  });
});

function buildAll(folder: string): readonly FlowGraph[] {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.[jt]s$/.test(file));
  const texts = Object.fromEntries(
    files.map((file) => [`/${file}`, fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
  const programs = new Programs(createMemoryFileHost(texts), () => undefined);
  programs.addRoots(Object.keys(texts));
  return Object.keys(texts).flatMap((file) => {
    const found = programs.find(file);
    assert.ok(found, file);
    const variables = new Variables(found.checker);
    return findFunctions(found.source).map((fn, index) => buildGraph(fn, variables, String(index)));
  });
}
