import { posix, relative, sep } from 'node:path';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/**
 * Which folders (or single modules of one) and packages each part of `src/` may import, its own folder aside.
 * `docs/architecture.md` has the picture.
 */
const pure = ['model', 'ingest', 'graph'];
const everything = [...pure, 'workers', 'layout', 'data-worker', 'sources', 'viewport', 'view', 'element'];
const layers = {
  model: { folders: [], packages: [] },
  ingest: { folders: ['model'], packages: [] },
  graph: { folders: ['model'], packages: [] },
  layout: { folders: ['model', 'workers'], packages: ['elkjs'] },
  sources: { folders: ['model', 'ingest/ids.js'], packages: [] },
  viewport: { folders: ['model'], packages: [] },
  'data-worker': { folders: [...pure, 'workers'], packages: [] },
  view: { folders: ['model', 'viewport'], packages: ['lit'] },
  element: { folders: [...everything, 'version.ts'], packages: ['lit', '@lit/context'] },
  workers: { folders: ['model', 'version.ts'], packages: [] },
  'version.ts': { folders: [], packages: [] },
  'sources.ts': { folders: ['model', 'sources'], packages: [] },
  'core.ts': { folders: pure, packages: [] },
  'index.ts': { folders: [...everything, 'core.ts'], packages: [] },
  'define.ts': { folders: ['model', 'element', 'index.ts'], packages: [] },
  'cdn.ts': { folders: ['define.ts', 'index.ts'], packages: [] },
};

const isPackage = (specifier) => /^[\w@]/.test(specifier);

const packageName = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** The folder below `src/`, or the file's name for a file that lies in `src/` itself. */
const layerOf = (pathInSource) => pathInSource.split('/')[0].replace(/\.js$/, '.ts');

/** Says what is wrong with an import, or `null`. */
function violation(pathInSource, specifier) {
  const layer = layerOf(pathInSource);
  const allowed = layers[layer];
  if (!allowed) return `${layer} is no layer: give it a place in eslint.config.mjs`;
  if (isPackage(specifier)) {
    const name = packageName(specifier);
    return allowed.packages.includes(name) ? null : `${layer} may not import the package ${name}`;
  }
  const module = posix.join(posix.dirname(pathInSource), specifier);
  const target = layerOf(module);
  if (target === '..') return `${layer} may not import from outside src/`;
  return target === layer || allowed.folders.includes(target) || allowed.folders.includes(module)
    ? null
    : `${layer} may not import from ${target}`;
}

/** Doors open one way: an import that is not in the table is an error, type imports included. */
const layersRule = {
  meta: { type: 'problem', schema: [], messages: { violation: 'Layers: {{text}}.' } },
  create(context) {
    const path = relative(`${context.cwd}/src`, context.filename).split(sep).join('/');
    const check = (node) => {
      if (typeof node?.value !== 'string') return;
      const text = violation(path, node.value);
      if (text) context.report({ node, messageId: 'violation', data: { text } });
    };
    return {
      'ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression': (node) =>
        check(node.source),
      TSImportType: (node) => check(node.argument.literal ?? node.source),
    };
  },
};

/** Ways for text to become markup or code. Span data is untrusted, and hosts run under a strict CSP. */
const noMarkupFromText = [
  'error',
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]',
    message: 'Markup is made by lit templates only.',
  },
  {
    selector: 'Property > Identifier.key[name=/^(innerHTML|outerHTML)$/]',
    message: 'Markup is made by lit templates only.',
  },
  {
    selector: 'TaggedTemplateExpression TemplateElement[value.raw=/\\s[.]?(innerHTML|outerHTML)=/]',
    message: 'Markup is made by lit templates only.',
  },
  {
    selector: 'TaggedTemplateExpression TemplateElement[value.raw=/\\sstyle=/]',
    message:
      'A style attribute breaks a CSP without unsafe-inline: use a class, or set the property by the CSSOM.',
  },
];

const noUnsafeDirectives = [
  'error',
  {
    patterns: [
      { regex: '^lit(-html)?/directives/unsafe-', message: 'Text never becomes markup.' },
      { regex: '^lit(-html)?/static(-html)?(\\.js)?$', message: 'Text never becomes markup.' },
      {
        regex: '^lit(-html)?/directives/style-map',
        message: 'It writes a style attribute, which a CSP may forbid.',
      },
    ],
  },
];

const noExclusiveTests = [
  'error',
  {
    selector: 'MemberExpression[object.name=/^(describe|it|test|suite|context)$/][property.name="only"]',
    message: 'An exclusive test switches all others off.',
  },
  {
    selector: 'Property[key.name="only"][value.value=true]',
    message: 'An exclusive test switches all others off.',
  },
];

/** Calls whose promises tests need not await. */
const safePromises = {
  allowForKnownSafeCalls: [
    // node:test waits for all tests of a file by itself.
    { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
    // The snapshot plugin types `equal()` as a promise, though only its comparison of DOM trees is one.
    { from: 'package', package: 'chai', name: 'Equal' },
  ],
};

const everywhere = {
  eqeqeq: ['error', 'always'],
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-debugger': 'error',
  'no-empty': 'error',
  'no-self-compare': 'error',
  'no-unreachable': 'error',
  'no-unused-labels': 'error',
  'object-shorthand': 'error',
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'test/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, rules: everywhere },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/best-practice']],
    plugins: { layers: { rules: { boundaries: layersRule } }, 'lit-a11y': litA11y },
    settings: { litHtmlSources: true, wc: { elementBaseClasses: ['LitElement'] } },
    rules: {
      ...litA11y.configs.recommended.rules,
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-private-properties': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'lit/quoted-expressions': 'error',
      'layers/boundaries': 'error',
      'no-restricted-imports': noUnsafeDirectives,
      'no-restricted-syntax': [
        ...noMarkupFromText,
        { selector: 'TSEnumDeclaration', message: 'A union of literals does it without code.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'A module is a namespace.' },
        { selector: 'TSParameterProperty', message: 'Declare the field.' },
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
      ],
      'no-console': ['error', { allow: ['warn'] }],
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  {
    // What the build writes is a module whose default export is a text; its types have to say so.
    files: ['src/**/*-worker-text.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['demo/**/*.{js,mjs,ts}'],
    rules: { 'no-restricted-syntax': noMarkupFromText },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': noExclusiveTests,
      '@typescript-eslint/no-unused-expressions': 'off', // chai's assertions are expressions
      '@typescript-eslint/no-floating-promises': ['error', safePromises],
    },
  },
);
