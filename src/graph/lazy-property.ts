/**
 * Gives an object a property that is computed when it is first read, and is a plain value from then on: a graph names
 * every span behind it, possibly millions, and few are ever looked at. To who reads it, serialises it or clones it, it
 * is a property like any other.
 */
export function defineLazily<Target extends object, Key extends PropertyKey, Value>(
  target: Target,
  key: Key,
  compute: () => Value,
): Target & { readonly [Name in Key]: Value } {
  const { maker, accessor } = lazyKey(key);
  const make = (): Value => {
    const value = compute();
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
    return value;
  };
  Object.defineProperty(target, maker, { value: make });
  Object.defineProperty(target, key, accessor);
  return target as Target & { readonly [Name in Key]: Value };
}

interface LazyKey {
  /** Under which an object keeps what computes its property. */
  readonly maker: symbol;
  readonly accessor: PropertyDescriptor;
}

const lazyKeys = new Map<PropertyKey, LazyKey>();

/**
 * One getter for all objects: with a getter of its own each would have a shape of its own as well, which takes more memory
 * than the object. It asks the object that is read, which may stand behind a proxy.
 */
function lazyKey(key: PropertyKey): LazyKey {
  let known = lazyKeys.get(key);
  if (!known) {
    const maker = Symbol(`makes ${String(key)}`);
    const get = function (this: Readonly<Record<symbol, () => unknown>>): unknown {
      return this[maker]!();
    };
    known = { maker, accessor: { configurable: true, enumerable: true, get } };
    lazyKeys.set(key, known);
  }
  return known;
}
