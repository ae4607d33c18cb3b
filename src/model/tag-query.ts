/** `key=value`: a tag, or a key of the grouping, whose value holds the text behind the sign. In lower case. */
export interface TagQuery {
  readonly key: string;
  readonly value: string;
}

/** The text as a question for a tag; `null` where it is none, as in "GET /?page=2" or a text without a sign. */
export function tagQuery(text: string): TagQuery | null {
  const [, key = '', value = ''] = /^([^\s=?&/]+)\s*=\s*(.*)$/.exec(text.trim().toLowerCase()) ?? [];
  return key === '' ? null : { key, value };
}
