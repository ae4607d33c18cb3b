/** An element's class, which tells its version. */
interface VersionedClass extends CustomElementConstructor {
  readonly version: string;
}

/**
 * Defines a class under a tag that is free; one that has a tag of this registry already, by a subclass that adds nothing.
 *
 * @returns the class of the tag; where a class that is not of this one has the tag, this one, which the tag does not make.
 */
export function defineElement<Class extends VersionedClass>(
  own: Class,
  tag: string,
  registry: CustomElementRegistry,
): Class {
  const taken = registry.get(tag) as Class | undefined;
  if (taken === own || taken?.prototype instanceof own) return taken;
  if (!taken) {
    // What is only known as a type parameter cannot be extended.
    const Base: VersionedClass = own;
    const free = registry.getName(own) ? (class extends Base {} as Class) : own;
    registry.define(tag, free);
    return free;
  }
  if (taken.version !== own.version) {
    const other = (taken as Partial<VersionedClass>).version ?? 'unknown';
    console.warn(`<${tag}> is defined already, by version ${other}; ${own.version} stays unused.`);
  }
  return own;
}
