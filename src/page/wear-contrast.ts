/** High contrast, when the reader's system asks for it: the panel knows it by the classes VS Code would set. */

export function wearContrast(): void {
  const queries = ['(forced-colors: active)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
  const wear = (): void => {
    const isWanted = queries.some(({ matches }) => matches);
    document.body.classList.toggle('vscode-high-contrast', isWanted);
  };
  for (const query of queries) query.addEventListener('change', wear);
  wear();
}
