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
  Object.defineProperty(target, key, {
    configurable: true,
    enumerable: true,
    get() {
      const value = compute();
      Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
      return value;
    },
  });
  return target as Target & { readonly [Name in Key]: Value };
}
