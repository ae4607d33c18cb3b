/**
 * Which languages there are. English is always here; each other one is a module of its own, loaded when an element
 * first needs it, so that no page pays for languages that it does not show.
 */
import { english } from './english.js';
import { mergeStrings } from './merge-strings.js';
import { createTextTools, type Language } from './text-tools.js';
import type { Strings } from '../strings.js';

/** The specifiers are written out, so that bundlers and the build find the files. */
const SHIPPED: Readonly<Record<string, () => Promise<Language>>> = {
  ar: async () => (await import('./arabic.js')).arabic,
  de: async () => (await import('./german.js')).german,
  es: async () => (await import('./spanish.js')).spanish,
  ja: async () => (await import('./japanese.js')).japanese,
};

const registered = /* @__PURE__ */ new Map<string, Language>();
const loading = /* @__PURE__ */ new Map<string, Promise<void>>();
const listeners = /* @__PURE__ */ new Set<() => void>();

/**
 * Adds a language for all elements of the page, or replaces one, also while they are shown. A language that comes with
 * the package needs this only where its file cannot be loaded later, or should be there with the first drawing.
 */
export function registerLanguage(language: Language): void {
  registered.set(language.tag.toLowerCase(), language);
  for (const tell of listeners) tell();
}

/** Tells when there are other languages than before. @returns what ends it. */
export function onLanguages(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The language of a locale as far as it is here, and the loading of a better one. */
export interface FoundLanguage {
  readonly language: Language;
  /** Whether it is the locale's own, and not English in its place. */
  readonly isOwn: boolean;
  /** Ends when the locale's own language has come or has failed to; `null` while nothing is under way. Never rejects. */
  readonly pending: Promise<void> | null;
}

/** Finds the texts for a BCP 47 tag: `de-AT-1996` looks for itself, then `de-AT`, then `de`, then takes English. */
export function findLanguage(locale: string): FoundLanguage {
  const parts = locale.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-');
    if (tag === english.tag) break;
    const language = registered.get(tag);
    if (language) return { language, isOwn: true, pending: null };
    if (Object.hasOwn(SHIPPED, tag)) return { language: english, isOwn: false, pending: load(tag) };
  }
  const language = registered.get(english.tag) ?? english;
  return { language, isOwn: parts[0] === english.tag, pending: null };
}

/** Loads a language once. Where that fails the page keeps English: a host's policy or a lost file ends no drawing. */
function load(tag: string): Promise<void> {
  const before = loading.get(tag);
  if (before) return before;
  const load = SHIPPED[tag];
  const started = (load ? load() : Promise.reject(new Error('there is none'))).then(
    // What the host has registered meanwhile stays.
    (language) => void (registered.has(tag) || registerLanguage(language)),
    (error: unknown) =>
      console.warn(`<trace-dependencies> stays English: its texts in "${tag}" could not be loaded.`, error),
  );
  loading.set(tag, started);
  return started;
}

const made = /* @__PURE__ */ new WeakMap<Language, Map<string, Strings>>();

/** The texts of a language with the figures of a locale. What a language lacks is English. */
export function textsOf(language: Language, locale: string): Strings {
  const ofLanguage = made.get(language) ?? new Map<string, Strings>();
  made.set(language, ofLanguage);
  const known = ofLanguage.get(locale);
  if (known) return known;
  const inEnglish = english.strings(createTextTools(english, locale));
  const texts = language === english ? inEnglish : completed(language, locale, inEnglish);
  ofLanguage.set(locale, texts);
  return texts;
}

function completed(language: Language, locale: string, inEnglish: Strings): Strings {
  const failed = new Set<string>();
  return mergeStrings(inEnglish, language.strings(createTextTools(language, locale)), (name, error) => {
    if (failed.has(name)) return;
    failed.add(name);
    console.warn(
      `<trace-dependencies>: the text "${name}" in "${language.tag}" failed, and is English.`,
      error,
    );
  });
}
