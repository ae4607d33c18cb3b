/** What a `trace-url` template is filled with. */
export interface TraceUrlValues {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string | null;
  readonly operation: string | null;
}

const PLACEHOLDER = /\{(traceId|spanId|service|operation)\}/g;

/**
 * Fills a template such as `https://jaeger.example/trace/{traceId}?uiFind={spanId}`. Values are percent-encoded, so
 * they cannot leave their place. The result is given only when it is relative or http(s); span data and a careless
 * template can therefore not make a `javascript:` link.
 * @returns the address, or `null` when there is no template or the result may not be opened.
 */
export function traceUrl(template: unknown, values: TraceUrlValues, base: string): string | null {
  if (typeof template !== 'string' || template === '') return null;
  const filled = template.replace(PLACEHOLDER, (_match, key: keyof TraceUrlValues) =>
    encode(values[key] ?? ''),
  );
  return safeUrl(filled, base);
}

/** The address itself when it leads to http or https, seen from `base`; else `null`. */
export function safeUrl(address: string, base: string): string | null {
  try {
    const { protocol } = new URL(address, base);
    return protocol === 'https:' || protocol === 'http:' ? address : null;
  } catch {
    return null; // Not an address at all, which `URL` reports by throwing.
  }
}

/** Lone surrogates make `encodeURIComponent` throw; they stand for nothing and become U+FFFD. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}
