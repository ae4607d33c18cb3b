/**
 * Trace and span ids in one spelling. Normalised once, at the door; everything else compares with `===`.
 *
 * Hexadecimal (W3C Trace Context, OTLP/JSON, Jaeger, Zipkin) becomes lower case and is padded on the left, so that a
 * 64-bit id equals the same id printed with 128 bits. Base64 (canonical protobuf JSON: Tempo, gRPC gateways) becomes
 * hexadecimal. Hexadecimal wins where a text is both. Anything else is kept as an opaque key.
 */

const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;

const fullTraceId = /^[0-9a-f]{32}$/;
const fullSpanId = /^[0-9a-f]{16}$/;
const hexadecimal = /^[0-9a-fA-F]+$/;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const onlyZeros = /^0+$/;

/** The trace id as 32 lower-case hex digits (or the opaque text); `null` when it is missing or all zeros. */
export function normaliseTraceId(value: unknown): string | null {
  if (typeof value === 'string' && fullTraceId.test(value)) return onlyZeros.test(value) ? null : value;
  return normalise(value, TRACE_ID_DIGITS);
}

/** The span id as 16 lower-case hex digits (or the opaque text); `null` when it is missing or all zeros. */
export function normaliseSpanId(value: unknown): string | null {
  if (typeof value === 'string' && fullSpanId.test(value)) return onlyZeros.test(value) ? null : value;
  return normalise(value, SPAN_ID_DIGITS);
}

function normalise(value: unknown, digits: number): string | null {
  const text = idText(value);
  if (text === '') return null;
  const hex = toHex(text, digits);
  if (hex === null) return text;
  return onlyZeros.test(hex) ? null : hex;
}

function idText(value: unknown): string {
  if (value instanceof Uint8Array) return bytesToHex(value);
  if (typeof value !== 'string' && typeof value !== 'bigint' && !Number.isSafeInteger(value)) return '';
  const text = String(value).trim();
  return text.startsWith('0x') || text.startsWith('0X') ? text.slice(2) : text;
}

function toHex(text: string, digits: number): string | null {
  if (text.length <= digits && hexadecimal.test(text)) return text.toLowerCase().padStart(digits, '0');
  if (onlyZeros.test(text)) return '0';
  // 16 bytes are 22 characters of base64 and 8 bytes are 11, without the padding.
  const characters = Math.ceil((digits * 2) / 3);
  if (text.length < characters || text.length > characters + 2 || !base64.test(text)) return null;
  const hex = base64ToHex(text);
  return hex.length === digits ? hex : null;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64ToHex(text: string): string {
  let hex = '';
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    if (character === '=') break;
    const digit = character === '-' ? 62 : character === '_' ? 63 : alphabet.indexOf(character);
    buffer = ((buffer << 6) | digit) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      hex += ((buffer >> bits) & 0xff).toString(16).padStart(2, '0');
    }
  }
  return hex;
}

function bytesToHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes.subarray(0, TRACE_ID_DIGITS / 2)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
