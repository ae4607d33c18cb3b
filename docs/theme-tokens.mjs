/** Reads the theme's tokens out of the source: their groups, names, defaults and the comments above them. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

const source = 'src/view/styles/token-list.ts';
const prefix = '--trace-dependencies-';

/** What `{ … } satisfies …` holds. */
const literalOf = (node) => (ts.isSatisfiesExpression(node) ? literalOf(node.expression) : node);

const commentOf = (node) =>
  ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment))
    .join(' ')
    .replace(/\s+/g, ' ');

function tokensOf(group) {
  return literalOf(group.initializer).properties.map((property) => {
    const description = commentOf(property);
    if (!description) throw new Error(`${source}: ${property.name.text} has no comment.`);
    return {
      group: group.name.text,
      name: `${prefix}${property.name.text}`,
      default: property.initializer.text.replaceAll('var(--_', `var(${prefix}`),
      description,
    };
  });
}

/** All tokens, in the order of the source. */
export function readTokens() {
  const file = ts.createSourceFile(source, readFileSync(source, 'utf8'), ts.ScriptTarget.Latest, true);
  return file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => literalOf(initializer).properties.flatMap(tokensOf));
}
