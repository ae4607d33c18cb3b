import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { english } from '../../src/view/strings/english.js';
import { spanish } from '../../src/view/strings/spanish.js';
import { findLanguage, onLanguages, registerLanguage, textsOf } from '../../src/view/strings/languages.js';
import type { Language } from '../../src/view/strings/text-tools.js';

const named = (tag: string, title: string): Language => ({
  tag,
  direction: 'ltr',
  strings: (tools) => ({ ...english.strings(tools), title }),
});

describe('the language of a locale', () => {
  it('is English where there is none of its own, with the figures of the locale', () => {
    const { language, isOwn, pending } = findLanguage('fr-CA');
    assert.deepEqual([language, isOwn, pending], [english, false, null]);
    assert.equal(textsOf(language, 'fr').spanCount(12_345).replace(/\s/u, ' '), '12 345 spans');
  });

  it('is that of the region, and English until it has come', async () => {
    const first = findLanguage('de-AT-1996');
    assert.equal(first.language, english);
    assert.equal(first.isOwn, false);
    assert.equal(findLanguage('de').pending, first.pending);
    await first.pending;
    const then = findLanguage('de-AT-1996');
    assert.deepEqual([then.language.tag, then.isOwn, then.pending], ['de', true, null]);
  });

  it('may be registered, and a nearer one goes before', () => {
    let told = 0;
    const end = onLanguages(() => told++);
    registerLanguage(named('pt', 'Dependências'));
    registerLanguage(named('pt-BR', 'Dependências do Brasil'));
    end();
    registerLanguage(spanish);
    assert.equal(told, 2);
    assert.equal(findLanguage('pt-PT').language.tag, 'pt');
    assert.equal(findLanguage('pt-br').language.tag, 'pt-BR');
    assert.deepEqual([findLanguage('es-MX').language, findLanguage('es-MX').pending], [spanish, null]);
  });

  it('registered by the host is kept when the package’s own arrives', async () => {
    const { pending } = findLanguage('ja');
    const own = named('ja', 'own');
    registerLanguage(own);
    await pending;
    assert.equal(findLanguage('ja').language, own);
  });

  it('that lacks texts has those in English', () => {
    const partial = { ...named('eo', ''), strings: () => ({ title: 'Dependecoj' }) } as unknown as Language;
    const texts = textsOf(partial, 'eo');
    assert.equal(texts.title, 'Dependecoj');
    assert.equal(texts.fit, 'Fit');
  });

  it('makes its texts once for each locale', () => {
    assert.equal(textsOf(english, 'en-GB'), textsOf(english, 'en-GB'));
    assert.notEqual(textsOf(english, 'en-GB'), textsOf(english, 'en-IN'));
  });
});
