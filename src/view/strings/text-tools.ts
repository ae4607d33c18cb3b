/** What the texts of a language are made with: figures, plurals, lists and names, all by `Intl`. */
import type { StringOverrides } from '../strings.js';

/** One of the classes into which a language sorts counts; English has `one` and `other`, Arabic all six. */
export type PluralCategory = Intl.LDMLPluralRule;

/** A text for each class of counts that the language has; `#` stands for the count. */
export type PluralForms<Category extends PluralCategory> = Readonly<Record<Category, string>>;

type SomeForms = { readonly [Category in PluralCategory]?: string } & { readonly other: string };

/**
 * Tools of one language. `Category` names the plural forms that its grammar knows, so that none is forgotten: German
 * asks for `TextTools<'one' | 'other'>`.
 */
export interface TextTools<Category extends PluralCategory = never> {
  /** A whole number with the digits and separators of the locale. */
  readonly number: (value: number) => string;
  /** The form for a count, with the count in the place of `#`. */
  readonly plural: (
    count: number,
    forms: [Category] extends [never] ? SomeForms : PluralForms<Category>,
  ) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
  /**
   * A name from the data inside a sentence. Where its letters may run against those of the sentence it is isolated
   * (U+2068 … U+2069), so that neither turns the other round.
   */
  readonly name: (text: string) => string;
}

/**
 * A language: its tag, how it runs, and its texts. Texts that it lacks are English; `Language<Strings>` lacks none, which
 * the compiler checks.
 */
export interface Language<Texts extends StringOverrides = StringOverrides> {
  /** BCP 47 tag of the language alone, `de`, or with a region or script where these have texts of their own, `pt-BR`. */
  readonly tag: string;
  /** How the controls around the graph run. The graph has a direction of its own. */
  readonly direction: 'ltr' | 'rtl';
  /** Makes the texts; called once for each locale in use, such as `de` and `de-AT`, whose figures differ. */
  readonly strings: (tools: TextTools) => Texts;
}

/** Letters that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * @param language tag whose grammar counts and lists.
 * @param locale tag of the figures, of the same language or, where its texts stand in for another's, of that one.
 */
export function createTextTools(
  { tag, direction }: Pick<Language, 'tag' | 'direction'>,
  locale: string | undefined,
): TextTools {
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const rules = new Intl.PluralRules(tag);
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const number = (value: number): string => figures.format(value);
  return {
    number,
    plural: (count, forms) =>
      (forms[rules.select(count)] ?? forms.other).replaceAll('#', () => number(count)),
    list: (items) => lists.format(items),
    name: (text) => (direction === 'rtl' || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text),
  };
}
