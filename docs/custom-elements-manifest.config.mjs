/** How `npm run analyze` reads the sources for `custom-elements.json`. */
export default {
  globs: ['src/element/**/*.ts', 'src/index.ts', 'src/define.ts'],
  exclude: ['src/**/*.d.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [publicOnly()],
};

/** Leaves out what is not for hosts: private members, those marked @internal, and what comes from LitElement. */
function publicOnly() {
  const isPublic = ({ privacy, name, inheritedFrom }) =>
    (privacy ?? 'public') === 'public' && !/^[_#]/.test(name) && !inheritedFrom?.package?.startsWith('lit');
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations) {
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
        }
      }
    },
  };
}
