import type { StringOverrides, Strings } from '../strings.js';

/** Told of a text of the host's that cannot be had, by its name. */
export type OnFailedText = (name: string, error: unknown) => void;

/**
 * Texts with others in their place, single ones of a group as well: those of a language over the English ones, those of
 * the host over both. What has another type than the text in its place is left out: it would fail where it is shown.
 * Where a function throws, or gives no text, the usual one is taken. Never throws.
 */
export function mergeStrings(texts: Strings, own: StringOverrides | null, onFailed: OnFailedText): Strings {
  try {
    return own ? (merge(texts, own, onFailed) as Strings) : texts;
  } catch (error) {
    onFailed('strings', error); // A getter of the host's.
    return texts;
  }
}

function merge(known: object, own: object, onFailed: OnFailedText): object {
  const merged = { ...known } as Record<string, unknown>;
  for (const [name, text] of Object.entries(own)) {
    const usual = Object.hasOwn(known, name) ? merged[name] : undefined;
    if (text === null || typeof text !== typeof usual) continue;
    if (typeof usual === 'function')
      merged[name] = guarded(name, text as AnyFunction, usual as AnyFunction, onFailed);
    else merged[name] = typeof usual === 'object' ? merge(usual as object, text as object, onFailed) : text;
  }
  return merged;
}

type AnyFunction = (...values: readonly unknown[]) => unknown;

function guarded(name: string, own: AnyFunction, usual: AnyFunction, onFailed: OnFailedText): AnyFunction {
  return function (this: unknown, ...values) {
    try {
      const text = Reflect.apply(own, this, values);
      if (typeof text === 'string') return text;
      onFailed(name, new TypeError('no text'));
    } catch (error) {
      onFailed(name, error);
    }
    return usual(...values);
  };
}
