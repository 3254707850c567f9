// As docs/recipes.md says for the dev server of this version.
export default { optimizeDeps: { exclude: ['kago'] } };
