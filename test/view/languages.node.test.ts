import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdicts } from '../../src/graph/classify.js';
import { english as englishTexts, type Strings } from '../../src/view/strings.js';
import { arabic } from '../../src/view/strings/arabic.js';
import { english } from '../../src/view/strings/english.js';
import { german } from '../../src/view/strings/german.js';
import { japanese } from '../../src/view/strings/japanese.js';
import { textsOf } from '../../src/view/strings/languages.js';
import { spanish } from '../../src/view/strings/spanish.js';
import { createTextTools, type Language } from '../../src/view/strings/text-tools.js';

const all: readonly Language<Strings>[] = [english, german, spanish, japanese, arabic];
const others = all.filter((language) => language !== english);
const textsIn = (language: Language<Strings>, locale = language.tag): Strings =>
  language.strings(createTextTools(language, locale));

/** What a parameter is like, so that a call with sensible values can be made of each function. */
type Parameter = 'count' | 'text' | 'other text' | 'column' | readonly unknown[];

const COUNTS = [0, 1, 2, 3, 11, 100];
const text = 'checkout-service';
const otherText = 'orders-topic';

/** The parameters of every function; a new text must be added here, which the type checks. */
type Functions = {
  [Name in keyof Strings]: Strings[Name] extends (...values: never[]) => string ? Name : never;
}[keyof Strings];

const parameters: Readonly<Record<Functions, readonly Parameter[]>> = {
  showMoreOf: ['count'],
  progress: ['text'],
  loaded: ['text', 'other text'],
  grouping: ['count'],
  facts: [[[text, otherText]]],
  range: ['text', 'other text'],
  wheelHint: [['control', 'command']],
  summary: ['count', 'count', 'count', [(value: number) => String(value)]],
  summaryFrom: ['text', 'other text'],
  aggregated: ['text', 'other text'],
  aggregatedName: ['text', 'other text'],
  coverage: ['text'],
  problems: ['count'],
  level: [[-11, -1, 1, 2, 3, 11]],
  levelTraces: ['count', [200]],
  levelCalls: ['count', [200]],
  times: ['text'],
  wait: ['text'],
  overlapping: ['count'],
  moreCalls: ['count', ['downstream', 'upstream']],
  notLoadedCalls: ['count'],
  failedCalls: ['count'],
  hiddenCallsOf: ['text'],
  next: ['count'],
  all: ['count'],
  loadAll: ['count'],
  retryTraces: ['text'],
  nothingLinked: [
    [1, 3, 24, 48, 168],
    [null, 1, 48],
  ],
  callsTo: ['text', 'other text'],
  asyncTraceAt: ['count', 'count'],
  callsOthers: ['count'],
  calledBy: ['count'],
  via: ['count'],
  missingParents: ['count'],
  hiddenErrors: ['count'],
  ready: ['count', 'count', 'count'],
  nodesAdded: [[[text, otherText]], 'count'],
  selected: ['text'],
  classifiedBy: ['text'],
  converge: ['count'],
  droppedLinks: ['count'],
  linkedOf: ['count', 'count'],
  spanCount: ['count'],
  callCount: ['count'],
  errorCount: ['count'],
  distinctValues: ['count'],
  distribution: ['count', 'text', 'other text', 'text'],
  bin: ['text', 'count', 'count'],
  focusTraceOf: ['text'],
  tracePath: ['text', 'count', 'count'],
  findPlace: ['count', 'count'],
  found: ['count', 'text'],
  onlyFound: ['count'],
  collapsedLost: ['count'],
  pathBetween: ['text', 'other text', 'count'],
  noPath: ['text', 'other text'],
  collapsedStub: ['count', 'count'],
  collapsed: ['text', 'count'],
  expanded: ['text', 'count'],
  criticalSummary: ['count', 'text', [null, '2 s'], [null, '3 s']],
  criticalTime: ['text', 'other text'],
  criticalStep: ['count', [null, '2 s']],
  sorted: ['text', ['ascending', 'descending']],
  rowCount: ['count', [200]],
};

const valuesOf = (parameter: Parameter): readonly unknown[] =>
  parameter === 'count'
    ? COUNTS
    : parameter === 'text'
      ? [text]
      : parameter === 'other text'
        ? [otherText]
        : (parameter as readonly unknown[]);

/** Every combination of one value for each parameter. */
function calls(list: readonly Parameter[]): readonly (readonly unknown[])[] {
  return list.reduce<readonly (readonly unknown[])[]>(
    (made, parameter) => made.flatMap((before) => valuesOf(parameter).map((value) => [...before, value])),
    [[]],
  );
}

type AnyText = (...values: readonly unknown[]) => string;

/** Every text of a language that stands for itself, by its path. */
function plainTexts(strings: Strings): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(strings) as [string, unknown][]) {
    if (typeof value === 'string') found.set(name, value);
    else if (typeof value === 'object')
      for (const [inner, textOfInner] of Object.entries(value as Record<string, string>))
        found.set(`${name}.${inner}`, textOfInner);
  }
  return found;
}

for (const language of all) {
  describe(`the texts in ${language.tag}`, () => {
    const strings = textsIn(language);

    it('are all there, and none is empty', () => {
      assert.deepEqual([...plainTexts(strings).keys()].sort(), [...plainTexts(englishTexts).keys()].sort());
      for (const [name, value] of plainTexts(strings)) {
        // The messages of sources are English, and need no words before them there.
        if (language === english && name.startsWith('sourceFailures.')) continue;
        assert.notEqual(value.trim(), '', name);
      }
    });

    it('hold what they are given, for every count', () => {
      const tools = createTextTools(language, language.tag);
      for (const [name, list] of Object.entries(parameters)) {
        for (const values of calls(list)) {
          const made = (strings[name as Functions] as unknown as AnyText)(...values);
          const told = `${name}(${values.join(', ')}) = ${made}`;
          assert.doesNotMatch(made, /#|undefined|NaN|\[object/, told);
          assert.notEqual(made.trim(), '', told);
          values.forEach((value, index) => {
            const parameter = list[index];
            if (parameter === 'text' || parameter === 'other text')
              assert.ok(made.includes(value as string), told);
            // None, one and two may be words, or go without saying.
            if (parameter === 'count' && (value as number) > 2)
              assert.ok(made.includes(tools.number(value as number)), told);
          });
        }
      }
    });

    it('have a form for each class of counts', () => {
      const { pluralCategories } = new Intl.PluralRules(language.tag).resolvedOptions();
      const asked = new Set<string>();
      const tools = createTextTools(language, language.tag);
      const spy: typeof tools = {
        ...tools,
        plural: (count, forms) => {
          for (const category of pluralCategories) assert.ok(category in forms, JSON.stringify(forms));
          for (const category of Object.keys(forms)) asked.add(category);
          return tools.plural(count, forms);
        },
      };
      const spied = language.strings(spy);
      for (const count of COUNTS) {
        spied.spanCount(count);
        spied.ready(count, count, count);
        spied.rowCount(count, count);
      }
      assert.deepEqual([...asked].sort(), [...pluralCategories].sort());
    });
  });
}

describe('no English is left over', () => {
  /** Words that a language has taken over from English, or that are names or symbols in all of them. */
  const loans: Readonly<Record<string, readonly string[]>> = {
    de: [
      'Details',
      'Links',
      'Tags',
      'Traces',
      'Spans',
      'Trace',
      'Operation',
      'Graph',
      'Server',
      'Client',
      'Producer',
      'Consumer',
    ],
    es: ['Span', 'Spans', 'Error'],
    ja: [],
    ar: [],
  };
  const symbols = ['HTTP', 'Pub/sub', 'p50', 'p95', 'p99'];

  for (const language of others) {
    it(`in ${language.tag}`, () => {
      const allowed = new Set([...symbols, ...(loans[language.tag] ?? [])].map((word) => word.toLowerCase()));
      const own = plainTexts(textsIn(language));
      const same = [...plainTexts(englishTexts)].filter(
        ([name, value]) =>
          // What is printed on keys is often English on the keyboards of other languages too.
          !name.startsWith('keyNames.') &&
          own.get(name)?.toLowerCase() === value.toLowerCase() &&
          !allowed.has(value.toLowerCase()),
      );
      assert.deepEqual(same, []);
    });

    it(`in what ${language.tag} says with figures`, () => {
      const strings = textsIn(language);
      const same = Object.entries(parameters).flatMap(([name, list]) =>
        calls(list)
          .map((values) =>
            [strings, englishTexts].map((of) => (of[name as Functions] as unknown as AnyText)(...values)),
          )
          .filter(
            ([own, theirs]) =>
              own === theirs && /[a-z]{3}/i.test(own?.replaceAll(text, '').replaceAll(otherText, '') ?? ''),
          )
          .map(([own]) => `${name}: ${own ?? ''}`),
      );
      const words = (loans[language.tag] ?? []).join('|');
      const strange = same.filter((line) => words === '' || !new RegExp(`(${words})`, 'i').test(line));
      assert.deepEqual(strange, []);
    });
  }
});

describe('what comes from elsewhere in English', () => {
  it('has a translation for each reason of the classification', () => {
    const known = Object.keys(englishTexts.kindReasons).sort();
    assert.deepEqual([...new Set(verdicts.map(({ reason }) => reason))].sort(), known);
  });
});

describe('grammar', () => {
  it('of Arabic has six plurals', () => {
    const { spanCount } = textsIn(arabic);
    assert.deepEqual(
      [0, 1, 2, 3, 11, 100].map((count) => spanCount(count)),
      ['لا امتدادات', 'امتداد واحد', 'امتدادان', '3 امتدادات', '11 امتدادًا', '100 امتداد'],
    );
  });

  it('of Spanish says a million of', () => {
    assert.equal(textsIn(spanish).callCount(1_000_000), '1.000.000 de llamadas');
  });

  it('of Arabic puts two in the genitive where a preposition or a noun goes before', () => {
    const { levelTraces, levelCalls, rowCount, distribution } = textsIn(arabic);
    assert.equal(levelTraces(1, 2), '1 من أصل تتبّعين');
    assert.equal(levelCalls(1, 2), '1 من أصل استدعاءين');
    assert.equal(rowCount(1, 2), '1 من أصل صفين');
    assert.match(distribution(2, '1', '3', '2'), /^مدد امتدادين /);
  });

  it('of Arabic leaves two in the nominative as the subject', () => {
    const { levelTraces, nodesAdded } = textsIn(arabic);
    assert.equal(levelTraces(2, 2), 'تتبّعان');
    assert.equal(nodesAdded(['a'], 1), 'أُضيفت عقدتان: \u2068a\u2069 و1 غيرها.');
  });

  it('of German has the right cases', () => {
    const { levelCalls, via, nothingLinked } = textsIn(german);
    assert.equal(levelCalls(1, 3), '1 von 3 Aufrufen');
    assert.equal(via(1), 'über 1 internen Span');
    assert.equal(nothingLinked(24, 168), 'Keine innerhalb von 24 Stunden: auf 7 Tage ausweiten');
  });

  it('of Spanish does not take a full stop and a comma for a semicolon', () => {
    assert.doesNotMatch(textsIn(spanish).graphHelp, /punto y coma/);
  });

  it('stays sound where a sentence is selected', () => {
    const selected = (language: Language<Strings>): string => {
      const strings = textsIn(language);
      return strings.selected(strings.callsTo('a', 'b'));
    };
    assert.equal(selected(german), 'Ausgewählt: a ruft b auf');
    assert.equal(selected(spanish), 'Selección: a llama a b');
    assert.equal(selected(japanese), '選択しました：a から b への呼び出し');
  });

  it('lists by its own rules', () => {
    assert.equal(textsIn(german).nodesAdded(['a', 'b'], 1), '3 Knoten hinzugefügt: a, b und 1 weiterer.');
    assert.equal(textsIn(english).nodesAdded(['a', 'b'], 3), '5 nodes added: a, b, and 3 more.');
  });

  it('takes the digits of the region', () => {
    assert.equal(textsIn(arabic, 'ar-EG').spanCount(11), '١١ امتدادًا');
    const figure = new Intl.NumberFormat('de-AT').format(12_345);
    assert.equal(textsIn(german, 'de-AT').spanCount(12_345), `${figure} Spans`);
  });
});

describe('the words of a language', () => {
  for (const language of all) {
    it(`name a key in ${language.tag} as it is called elsewhere`, () => {
      const { keyNames, graphHelp, traceListHelp, wheelHint } = textsIn(language);
      for (const help of [graphHelp, traceListHelp]) assert.ok(help.includes(keyNames.enter), help);
      assert.ok(wheelHint('control').includes(keyNames.control));
    });
  }

  it('are told apart by more than a dot of a letter', () => {
    // Final ya and alif maksura look the same in much of the Arabic world.
    const seen = (text: string): string => text.replaceAll('ى', 'ي').replaceAll(/[\u064b-\u0652]/g, '');
    const { callColumns, operationColumns, popover } = textsIn(arabic);
    for (const { callers, callees } of [operationColumns, popover])
      assert.notEqual(seen(callers), seen(callees));
    assert.notEqual(seen(callColumns.caller), seen(callColumns.callee));
  });
});

describe('a language that lacks texts', () => {
  it('is English in these, also in single texts of a group', () => {
    const dutch: Language = {
      tag: 'nl',
      direction: 'ltr',
      strings: () => ({ fit: 'Passend', kinds: { pubsub: 'wachtrij' } }),
    };
    const texts = textsOf(dutch, 'nl');
    assert.deepEqual(texts.kinds, { ...englishTexts.kinds, pubsub: 'wachtrij' });
    assert.equal(texts.fit, 'Passend');
    assert.equal(texts.close, englishTexts.close);
  });

  it('or has something else in their place', () => {
    const strings = (() => ({ fit: null, spanCount: 'spans' })) as unknown as Language['strings'];
    const texts = textsOf({ tag: 'nl', direction: 'ltr', strings }, 'nl');
    assert.equal(texts.fit, englishTexts.fit);
    assert.equal(texts.spanCount(2), '2 spans');
  });
});

describe('names of the data', () => {
  it('are isolated where a text runs the other way', () => {
    assert.equal(textsIn(arabic).selected('POST /pay'), 'تم تحديد \u2068POST /pay\u2069');
    assert.equal(textsIn(english).selected('دفع'), '\u2068دفع\u2069 selected');
    assert.equal(textsIn(english).selected('POST /pay'), 'POST /pay selected');
  });

  it('and other Latin words do not take the figure behind them along in Arabic', () => {
    const strings = textsIn(arabic);
    for (const [name, list] of Object.entries(parameters)) {
      // Their parameters are formatted, and stand as they are.
      if (['bin', 'coverage', 'facts', 'loaded', 'progress', 'sortBy', 'sorted'].includes(name)) continue;
      for (const values of calls(list)) {
        const made = (strings[name as Functions] as unknown as AnyText)(...values);
        const open = made.replaceAll(/\u2068[^\u2069]*\u2069/g, '');
        assert.doesNotMatch(open, /[A-Za-z][^\u0600-\u06ff]*\d/, made);
      }
    }
  });

  it('close every isolate that they open', () => {
    for (const language of all) {
      const strings = textsIn(language);
      for (const [name, list] of Object.entries(parameters)) {
        for (const values of calls(list)) {
          const made = (strings[name as Functions] as unknown as AnyText)(...values);
          assert.equal(made.split('\u2068').length, made.split('\u2069').length, made);
        }
      }
    }
  });

  it('with a number sign stay as they are', () => {
    for (const language of all) {
      const made = textsIn(language).found(3, 'a#b');
      assert.ok(made.includes('a#b'), made);
    }
  });
});
