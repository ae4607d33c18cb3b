import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { before, describe, test } from 'node:test';
import ts from 'typescript';
import { codeBlocks, entries, guides } from './guide-blocks.js';

/** What the examples take for given. */
const given = `
  import type { TraceDependenciesElement } from 'trace-dependencies';
  declare global {
    const element: TraceDependenciesElement;
    const traces: unknown;
    const input: unknown;
    function showTrace(traceId: string, spanId: string): void;
    function fetchTraces(traceIds: readonly string[]): Promise<unknown>;
  }`;

const documents = ['README.md', 'docs/api.md', ...guides];
const givenFile = resolve('docs/given.ts');

/** The examples that a host in TypeScript may copy, as modules that are only read. */
const examples = documents.flatMap((document) =>
  ['js', 'ts'].flatMap((language) =>
    codeBlocks(readFileSync(document, 'utf8'), language)
      .filter(({ code }) => !code.includes("'node:"))
      .map(({ heading, code }, index) => ({
        document,
        heading,
        file: resolve(`${document.replace(/\.md$/, '')}-${language}-${index}.ts`),
        code: `${code}\nexport {};`,
        // JavaScript asks nobody whether the page has the element.
        allowed: language === 'js' ? [2531, 18047] : [],
      })),
  ),
);

describe('the examples type-check under strict', () => {
  let program: ts.Program;

  before(() => {
    const texts = new Map([[givenFile, given], ...examples.map(({ file, code }) => [file, code] as const)]);
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      strict: true,
      noEmit: true,
      types: [],
      skipLibCheck: true,
      experimentalDecorators: true,
      useDefineForClassFields: false,
      paths: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, [resolve(file)]])),
    };
    const host = ts.createCompilerHost(options);
    program = ts.createProgram([...texts.keys()], options, {
      ...host,
      fileExists: (name) => texts.has(name) || host.fileExists(name),
      readFile: (name) => texts.get(name) ?? host.readFile(name),
      getSourceFile: (name, version) => {
        const text = texts.get(name);
        return text === undefined
          ? host.getSourceFile(name, version)
          : ts.createSourceFile(name, text, version, true);
      },
    });
  });

  for (const { document, heading, file, allowed } of examples) {
    test(`${document}, ${heading}`, () => {
      const source = program.getSourceFile(file);
      assert.ok(source);
      const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      assert.deepEqual(
        faults
          .filter(({ code }) => !allowed.includes(code))
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
        [],
      );
    });
  }
});
