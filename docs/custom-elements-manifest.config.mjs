import { readTokens } from './theme-tokens.mjs';

/** How `npm run analyze` reads the sources for `custom-elements.json`. */
export default {
  globs: ['src/define.ts', 'src/element/trace-dependencies-element.ts', 'src/element/events.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [themeTokens(), returnTypes(), forHosts()],
};

/** Lists the custom properties, which are documented where they are defined: in the list of the theme's tokens. */
function themeTokens() {
  return {
    name: 'theme-tokens',
    packageLinkPhase({ customElementsManifest }) {
      for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations)) {
        if (!declaration.tagName) continue;
        declaration.cssProperties = readTokens().map(({ group: _group, ...property }) => property);
      }
    },
  };
}

/** Keeps the types that methods return: the analyzer takes that of `@returns` instead, which has none in TypeScript. */
function returnTypes() {
  return {
    name: 'return-types',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isMethodDeclaration(node) || !node.type) return;
      const owner = moduleDoc.declarations?.find(({ name }) => name === node.parent.name?.getText());
      const method = owner?.members?.find(({ name }) => name === node.name.getText());
      if (method?.return) method.return.type.text = node.type.getText();
    },
  };
}

/**
 * Leaves out what is not for hosts (private members and those marked `@internal`), names the modules that are built
 * instead of their sources, and states the schema: the analyzer still writes 1.0.0, though states came with 2.1.0.
 */
function forHosts() {
  const isPublic = ({ privacy, name }) => (privacy ?? 'public') === 'public' && !/^[_#]/.test(name);
  const builtModule = (path) => path.replace(/^\/?src\/(.*)\.[jt]s$/, 'dist/$1.js');

  /** Every `path` and `module` in the manifest, at any depth (which is small and fixed by the schema). */
  function renameModules(node) {
    for (const [key, value] of Object.entries(node)) {
      if (value !== null && typeof value === 'object') renameModules(value);
      else if (typeof value === 'string' && (key === 'path' || key === 'module'))
        node[key] = builtModule(value);
    }
  }

  return {
    name: 'for-hosts',
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        }
      }
      renameModules(customElementsManifest);
      customElementsManifest.schemaVersion = '2.1.0';
    },
  };
}
