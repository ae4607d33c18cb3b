/* eslint-disable no-script-url -- these addresses are what is refused */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { safeUrl, traceUrl } from '../../src/element/trace-url.js';

const base = 'https://host.example/app/page.html';
const values = { traceId: 'a1', spanId: 'b2', service: 'shop & co', operation: 'GET /x?y=z' };

/** Addresses that must never become a link, in the disguises that browsers see through. */
const unsafe: readonly string[] = [
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\tjavascript:alert(1)',
  '\njavascript:alert(1)',
  '\u0000javascript:alert(1)',
  '\u0001javascript:alert(1)',
  '\u001fjavascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\rscript:alert(1)',
  'j\na\tv\ra\ns\tc\rript:alert(1)',
  'javascript\t:alert(1)',
  'javascript:\nalert(1)',
  'javascript://host.example/%0aalert(1)',
  'javascript://{traceId}/%0aalert({spanId})',
  'javascript:{operation}',
  'vbscript:msgbox(1)',
  'VbScRiPt:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  ' DATA:text/html,x',
  'd\nata:text/html,x',
  'blob:https://host.example/0000',
  'filesystem:https://host.example/temporary/x',
  'file:///etc/passwd',
  'file:/etc/passwd',
  'about:blank',
  'about:srcdoc',
  'view-source:https://host.example/',
  'ftp://host.example/x',
  'ws://host.example/',
  'wss://host.example/',
  'mailto:x@host.example',
  'tel:123',
  'intent://x#Intent;end',
  'chrome://settings',
  'ms-settings:x',
  'jar:https://host.example!/x',
  'x:y',
  'https://',
  'https://[',
  'https://a b/',
  'http://host.example:99999/',
  '//',
];

/** Addresses that stay as they are. */
const safe: readonly string[] = [
  'https://jaeger.example/trace/a1',
  'http://localhost:16686/trace/a1',
  'HTTPS://jaeger.example/',
  '//jaeger.example/trace',
  '/trace/a1',
  'trace/a1',
  '../trace',
  './javascript:alert(1)',
  '?trace=a1',
  '#trace=a1',
  '',
];

describe('safeUrl', () => {
  for (const address of unsafe) {
    it(`refuses ${JSON.stringify(address)}`, () => assert.equal(safeUrl(address, base), null));
  }

  for (const address of safe) {
    it(`leaves ${JSON.stringify(address)}`, () => assert.equal(safeUrl(address, base), address));
  }

  it('refuses everything where there is no address to start from', () => {
    assert.equal(safeUrl('/trace', 'about:blank'), null);
  });
});

describe('traceUrl', () => {
  it('fills every placeholder, however often it stands there', () => {
    assert.equal(
      traceUrl('/{traceId}/{spanId}/{service}/{operation}/{traceId}', values, base),
      '/a1/b2/shop%20%26%20co/GET%20%2Fx%3Fy%3Dz/a1',
    );
  });

  it('leaves other braces alone', () => {
    assert.equal(traceUrl('/x?q={a:1}&{traceid}&{}', values, base), '/x?q={a:1}&{traceid}&{}');
  });

  it('puts nothing where a value is missing', () => {
    assert.equal(traceUrl('/x{service}', { ...values, service: null }, base), '/x');
    assert.equal(traceUrl('/x?o={operation}', { ...values, operation: null }, base), '/x?o=');
  });

  it('takes values as they are, not as patterns of a replacement', () => {
    assert.equal(traceUrl('/{operation}', { ...values, operation: '$&$1$`' }, base), '/%24%26%241%24%60');
    assert.equal(traceUrl('/{service}', { ...values, service: '{traceId}' }, base), '/%7BtraceId%7D');
  });

  it('gives nothing without a template, or with one that is no text', () => {
    for (const template of [null, undefined, '', 42, {}, [], true, Symbol('x')])
      assert.equal(traceUrl(template, values, base), null);
  });

  it('gives nothing for a template that leads elsewhere', () => {
    for (const template of unsafe) assert.equal(traceUrl(template, values, base), null, template);
  });

  it('no value leaves its place, nor changes where the address leads', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyText, anyText, (service, operation) => {
        const url = traceUrl(
          'https://t.example/a/{service}/b?o={operation}#c',
          { ...values, service, operation },
          base,
        );
        assert.ok(url !== null);
        const parsed = new URL(url);
        assert.equal(parsed.origin, 'https://t.example');
        assert.equal(parsed.hash, '#c');
        assert.deepEqual([...parsed.searchParams.keys()], ['o']);
        assert.equal(parsed.searchParams.get('o'), operation.replace(/\p{Surrogate}/gu, '\ufffd'));
      }),
    );
  });

  it('a value alone makes no scheme', () => {
    fc.assert(
      fc.property(fc.constantFrom(...unsafe), (operation) => {
        const url = traceUrl('{operation}', { ...values, operation }, base);
        assert.ok(url === null || new URL(url, base).origin === 'https://host.example');
      }),
    );
  });
});
