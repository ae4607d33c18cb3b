/**
 * Writes the tables of the element's public surface from `custom-elements.json`: all of them into `docs/api.md`, and
 * some into `README.md` and `docs/guides/theming.md`, each between `<!-- table: its title -->` and `<!-- /table -->`. With `--check` it writes
 * nothing and fails when one of the files is not fresh.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readTokens } from './theme-tokens.mjs';

const cell = (text) => (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text) => (text ? `\`${cell(text)}\`` : '');

function table(title, headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return { title, rows: rows.length, lines: [headings, headings.map(() => '---'), ...rows].map(line) };
}

/** A type that a reader needs: what has none in the manifest was not understood there. */
function typeOf(owner, type) {
  if (!type?.text) throw new Error(`custom-elements.json: ${owner} has no type.`);
  return type.text;
}

const signature = ({ name, parameters = [], return: result }) =>
  `${name}(${parameters.map((each) => `${each.name}${each.optional ? '?' : ''}: ${typeOf(`${name}(${each.name})`, each.type)}`).join(', ')})` +
  (result ? `: ${typeOf(`${name}()`, result.type)}` : '');

function tablesOf(declaration) {
  const {
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
    cssStates = [],
  } = declaration;
  const fields = members.filter((member) => member.kind === 'field' && !member.static);
  const methods = members.filter((member) => member.kind === 'method' && !member.static);
  return [
    table(
      'Properties and attributes',
      ['Property', 'Attribute', 'Type', 'Default', 'Meaning'],
      fields.map((field) => [
        code(field.name),
        code(field.attribute),
        code(typeOf(field.name, field.type)),
        code(field.default),
        cell(`${field.description ?? ''}${field.readonly ? ' Read only.' : ''}`),
      ]),
    ),
    table(
      'Methods',
      ['Method', 'What it does'],
      methods.map((method) => [code(signature(method)), cell(method.description)]),
    ),
    table(
      'Events',
      ['Event', 'Type', 'When'],
      events.map((event) => [
        code(event.name),
        code(typeOf(event.name, event.type)),
        cell(event.description),
      ]),
    ),
    table(
      'Slots',
      ['Slot', 'Content'],
      slots.map((slot) => [slot.name ? code(slot.name) : '(default)', cell(slot.description)]),
    ),
    table(
      'CSS parts',
      ['Part', 'Element'],
      cssParts.map((part) => [code(part.name), cell(part.description)]),
    ),
    tokenTable('CSS custom properties', cssProperties),
    table(
      'CSS states',
      ['State', 'When'],
      cssStates.map((state) => [code(state.name), cell(state.description)]),
    ),
  ].filter(({ rows }) => rows > 0);
}

function tokenTable(title, tokens) {
  return table(
    title,
    ['Property', 'Default', 'Meaning'],
    tokens.map((token) => [code(token.name), code(token.default), cell(token.description)]),
  );
}

/** The tokens of a theme by their subject, "Tokens: seeds" first. */
function tokenTables() {
  const tokens = readTokens();
  return [...new Set(tokens.map(({ group }) => group))].map((group) =>
    tokenTable(
      `Tokens: ${group}`,
      tokens.filter((token) => token.group === group),
    ),
  );
}

function reference(elements) {
  const lines = [
    '# Reference of the element',
    '',
    'Made from the doc comments of the sources by `npm run docs`; do not edit it by hand.',
    '',
  ];
  for (const element of elements) {
    lines.push(`## \`<${element.tagName}>\``, '', element.description ?? '', '');
    for (const { title, lines: rows } of tablesOf(element)) lines.push(`### ${title}`, '', ...rows, '');
  }
  return lines.join('\n');
}

/** Puts each table between its marks; a mark without a table is a mistake. */
function filled(text, tables) {
  return text.replace(/(<!-- table: (.+?) -->\n)[\s\S]*?(<!-- \/table -->)/g, (_match, start, title, end) => {
    const found = tables.find((each) => each.title === title);
    if (!found) throw new Error(`There is no table “${title}”.`);
    return `${start}\n${found.lines.join('\n')}\n\n${end}`;
  });
}

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8'));
const elements = modules
  .flatMap((module) => module.declarations)
  .filter((declaration) => declaration.tagName);

const tables = [...elements.flatMap(tablesOf), ...tokenTables()];
const texts = { 'docs/api.md': reference(elements) };
for (const target of ['README.md', 'docs/guides/theming.md'])
  texts[target] = filled(readFileSync(target, 'utf8'), tables);

for (const [target, unformatted] of Object.entries(texts)) {
  const text = await format(unformatted, { ...(await resolveConfig(target)), parser: 'markdown' });
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
  } else if (!existsSync(target) || readFileSync(target, 'utf8') !== text) {
    console.error(`${target} is not fresh: run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  }
}
