/** Every text that the element shows or speaks, by the part of the element that it stands in. */
import { createTextTools } from './strings/text-tools.js';
import { english as englishLanguage } from './strings/english.js';
import type { CriticalPathStrings } from './strings/critical-path-strings.js';
import type { DetailsStrings } from './strings/details-strings.js';
import type { ExploreStrings } from './strings/explore-strings.js';
import type { FrameStrings } from './strings/frame-strings.js';
import type { GraphStrings } from './strings/graph-strings.js';
import type { TableStrings } from './strings/table-strings.js';

/**
 * Every text that the element shows or speaks. Hosts override any of them through the `strings` property. Texts with
 * figures are functions: what arrives as a string is formatted already, a count arrives as a number, so that each
 * language forms its own plurals. No text is a part of a sentence that is put together elsewhere.
 */
export interface Strings
  extends FrameStrings, GraphStrings, DetailsStrings, ExploreStrings, CriticalPathStrings, TableStrings {}

type Text = string | ((...values: never[]) => string);

/** Single texts in the place of the language's own; also single ones of a group, such as one of `problemTexts`. */
export type StringOverrides = {
  readonly [Name in keyof Strings]?: Strings[Name] extends Text ? Strings[Name] : Partial<Strings[Name]>;
};

/** The default texts, with figures as English writes them. */
export const english: Strings = /* @__PURE__ */ englishLanguage.strings(
  /* @__PURE__ */ createTextTools(englishLanguage, englishLanguage.tag),
);
