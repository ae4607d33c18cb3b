/** The guides with code, for tests in Node and in browsers. */
export const guides = [
  'docs/guides/embedding.md',
  'docs/guides/languages.md',
  'docs/guides/screenshot-tests.md',
  'docs/guides/sources.md',
  'docs/guides/theming.md',
] as const;

/** What the guides import, by the sources that it is made of. */
export const entries: Readonly<Record<string, string>> = {
  'trace-dependencies': 'src/index.ts',
  'trace-dependencies/define': 'src/define.ts',
  'trace-dependencies/sources': 'src/sources.ts',
  'trace-dependencies/core': 'src/core.ts',
  'trace-dependencies/locales/de': 'src/view/strings/german.ts',
};

/** The code blocks of one language, each under the heading that it stands under. */
export function codeBlocks(
  text: string,
  language: string,
): readonly { readonly heading: string; readonly code: string }[] {
  let heading = '';
  const found = [];
  for (const [, title, name, code = ''] of text.matchAll(/^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else if (name === language) found.push({ heading, code });
  }
  return found;
}
