/**
 * Keeps, for each owner, what was made for the latest thing that was asked about: a panel pages through the lists of
 * one node, edge or stub of a graph, and a user who groups again leaves the focus where it is.
 */
export class LatestAnswer<Owner extends object, Key, Answer> {
  readonly #latest = new WeakMap<Owner, { readonly key: Key; readonly answer: Answer }>();

  /** The answer for this key; `make` is called when it is not at hand. */
  of(owner: Owner, key: Key, make: () => Answer): Answer {
    let latest = this.#latest.get(owner);
    if (!latest || latest.key !== key) this.#latest.set(owner, (latest = { key, answer: make() }));
    return latest.answer;
  }
}
