/** The name that a package.json gives its package. */

/** Undefined for what is no JSON, or has no name. */
export function readPackageName(text: string): string | undefined {
  try {
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
