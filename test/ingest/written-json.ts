import fc from 'fast-check';

/**
 * Spellings of a value as JSON text: blanks anywhere, keys in any order, characters escaped or not, and now and then a
 * key that comes twice.
 */
export function writtenJson(value: unknown): fc.Arbitrary<string> {
  return fc.infiniteStream(fc.nat(99)).map((chances) => {
    const next = (): number => chances.next().value as number;
    const write = (one: unknown): string => blank() + writeValue(one) + blank();
    const blank = (): string => (next() < 95 ? '' : [' ', '\n', '\t ', '\r\n'][next() % 4]!);
    const writeText = (text: string): string => {
      const json = JSON.stringify(text);
      if (next() < 95) return json;
      return `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
    };
    const writeValue = (one: unknown): string => {
      if (typeof one === 'string') return writeText(one);
      if (Array.isArray(one)) return `[${one.map(write).join(',')}]`;
      if (typeof one !== 'object' || one === null) return JSON.stringify(one) ?? 'null';
      let members = Object.entries(one).map(
        ([key, item]) => `${blank()}${writeText(key)}${blank()}:${write(item)}`,
      );
      if (next() < 20) members = members.reverse();
      if (members.length > 0 && next() < 2) members.push(members[next() % members.length]!);
      return `{${members.join(',')}}`;
    };
    return write(value);
  });
}
