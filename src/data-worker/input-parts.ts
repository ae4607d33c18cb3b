/** A piece of the host's input by how its content is got at. */
export type InputPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'blob'; readonly blob: Blob }
  | { readonly type: 'objects'; readonly value: unknown };

/**
 * Divides an input into texts, bytes and blobs, which are read where the spans live, and objects, which are read on
 * this thread. An array may mix them. Nothing is copied or changed.
 */
export function partsOf(input: unknown): readonly InputPart[] {
  const single = rawPart(input);
  if (single) return [single];
  if (!isList(input)) return [{ type: 'objects', value: input }];
  const parts: InputPart[] = [];
  const objects: unknown[] = [];
  for (const item of input) {
    const part = rawPart(item);
    if (part) parts.push(part);
    else objects.push(item);
  }
  if (parts.length === 0) return [{ type: 'objects', value: input }];
  if (objects.length > 0) parts.push({ type: 'objects', value: objects });
  return parts;
}

/** Bytes or characters of a part whose size is known without reading it; 0 for objects. */
export function rawSize(part: InputPart): number {
  switch (part.type) {
    case 'text':
      return part.text.length;
    case 'bytes':
      return part.bytes.byteLength;
    case 'blob':
      return part.blob.size;
    case 'objects':
      return 0;
  }
}

/** Text, bytes or a blob, told by internal type rather than by class: the host may be another realm, e.g. a frame. */
function rawPart(value: unknown): InputPart | null {
  if (typeof value === 'string') return { type: 'text', text: value };
  if (typeof value !== 'object' || value === null) return null;
  if (ArrayBuffer.isView(value)) {
    return { type: 'bytes', bytes: bytesOf(value.buffer, value.byteOffset, value.byteLength) };
  }
  if (passes(ArrayBuffer.prototype, 'byteLength', value))
    return { type: 'bytes', bytes: bytesOf(value as ArrayBuffer) };
  return isBlob(value) ? { type: 'blob', blob: value } : null;
}

/** None where the buffer was given away to another thread: nothing can be read of it any more. */
function bytesOf(buffer: ArrayBufferLike, from?: number, length?: number): Uint8Array {
  try {
    return new Uint8Array(buffer, from, length);
  } catch {
    return new Uint8Array(0);
  }
}

function isBlob(value: object): value is Blob {
  return passes(Blob.prototype, 'size', value);
}

/** Whether a built-in getter takes the object for one of its own: it does in any realm, and nothing can pretend. */
function passes(prototype: object, getter: string, value: object): boolean {
  try {
    Object.getOwnPropertyDescriptor(prototype, getter)?.get?.call(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a value is an array; also of one that throws at every touch. */
export function isList(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false; // a revoked proxy
  }
}
