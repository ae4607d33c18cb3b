/** In which language the element speaks: its `locale`, else the nearest `lang`, else the browser's; and its texts. */
import type { ReactiveController } from 'lit';
import type { Problem } from '../model/problem.js';
import { formatsFor, type Formats } from '../view/format.js';
import type { StringOverrides, Strings } from '../view/strings.js';
import { mergeStrings } from '../view/strings/merge-strings.js';
import { findLanguage, onLanguages, textsOf, type FoundLanguage } from '../view/strings/languages.js';
import { failureText } from './failure-text.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** Milliseconds that a drawing waits for its language. A file that comes later is worth a second drawing, not a blank. */
const PATIENCE = 1500;

/** What the language of an element comes to. */
interface Chosen extends FoundLanguage {
  readonly formats: Formats;
}

/** Finds the language, follows its changes wherever they are made, and asks for an update when there are other texts. */
export class LanguageController implements ReactiveController {
  readonly #element: TraceDependenciesElement;
  readonly #observer = new MutationObserver(() => this.#changed());
  readonly #onProblem: (problem: Problem) => void;
  #chosen: Chosen | null = null;
  /** The host's texts of which a failure was told. */
  #failed: StringOverrides | null = null;
  #merged: {
    readonly own: StringOverrides | null;
    readonly texts: Strings;
    readonly result: Strings;
  } | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(element: TraceDependenciesElement, onProblem: (problem: Problem) => void) {
    this.#element = element;
    this.#onProblem = onProblem;
    element.addController(this);
  }

  /** The texts, with the host's own over them. */
  get strings(): Strings {
    const { language, formats } = this.#current;
    const texts = textsOf(language, formats.locale);
    const own = this.#element.strings;
    if (this.#merged?.own === own && this.#merged.texts === texts) return this.#merged.result;
    const result = mergeStrings(texts, own, (name, error) => this.#fail(name, error));
    this.#merged = { own, texts, result };
    return result;
  }

  get formats(): Formats {
    return this.#current.formats;
  }

  /** How the controls run; `null` leaves it to the page. */
  get direction(): 'rtl' | null {
    return this.#current.language.direction === 'rtl' ? 'rtl' : null;
  }

  /** The tag that marks the texts for screen readers and fonts; `null` leaves it to the page. */
  get tag(): string | null {
    const { language, isOwn, formats } = this.#current;
    // Texts of the host's own are in a language that only the host knows.
    if (this.#element.strings) return null;
    return isOwn && formats.locale.startsWith(language.tag) ? formats.locale : language.tag;
  }

  /** While the language is being loaded: what a first drawing may wait for. Never rejects. */
  get awaited(): Promise<void> | null {
    const { pending } = this.#current;
    if (!pending) return null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
    return Promise.race([pending, patience]).finally(() => clearTimeout(timer));
  }

  /** Looks again: a setting of the element has changed. */
  refresh(): void {
    this.#chosen = null;
  }

  hostConnected(): void {
    this.#unsubscribe = onLanguages(() => this.#changed());
    for (let from: Element | null = parentOf(this.#element); from; from = parentOf(from))
      this.#observer.observe(from, { attributes: true, attributeFilter: ['lang'] });
    if (this.#chosen) this.#changed();
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#observer.disconnect();
  }

  get #current(): Chosen {
    this.#chosen ??= choose(this.#element);
    return this.#chosen;
  }

  /** Texts are asked for while something is being drawn, which what is told must not disturb. */
  #fail(name: string, error: unknown): void {
    if (this.#failed === this.#element.strings) return;
    this.#failed = this.#element.strings;
    const example = `${name}: ${failureText(error)}`;
    queueMicrotask(() => this.#onProblem({ code: 'strings-failed', count: 1, example }));
  }

  /** Somebody further out, or another element, has changed something that may concern this one. */
  #changed(): void {
    const before = this.#chosen;
    this.#chosen = null;
    const { language, formats } = this.#current;
    if (before && before.language === language && before.formats === formats) return;
    this.#element.requestUpdate('locale');
  }
}

function choose(element: TraceDependenciesElement): Chosen {
  const asked = element.locale || nearestLanguage(element);
  const formats = formatsFor(asked);
  const known = isWellFormed(asked) ? asked : formats.locale;
  return { ...findLanguage(known), formats };
}

/** The nearest `lang`, also beyond shadow roots, as the browser itself would look for it. */
function nearestLanguage(element: Element): string {
  for (let from: Element | null = element; from; from = parentOf(from)) {
    const lang = from.getAttribute('lang');
    if (lang !== null) return lang;
  }
  return '';
}

/** The element above, which for the outermost of a shadow root is its host. */
function parentOf(element: Element): Element | null {
  // Not by `instanceof`: in the document of a frame, classes are others.
  return element.parentElement ?? (element.parentNode as Partial<ShadowRoot> | null)?.host ?? null;
}

function isWellFormed(tag: string): boolean {
  try {
    return tag !== '' && Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false; // `getCanonicalLocales` says by a RangeError that a tag is none.
  }
}
