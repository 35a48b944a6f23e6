/** Terminal colours by meaning, so that a report without them reads the same. */

export interface Palette {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly note: (text: string) => string;
}

export function getPalette(isColored: boolean): Palette {
  const style = (open: number, close: number) => (text: string) =>
    isColored ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    strong: style(1, 22),
    faint: style(2, 22),
    underline: style(4, 24),
    error: style(31, 39),
    warning: style(33, 39),
    note: style(36, 39),
  };
}

export interface ColorOptions {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours are for a terminal only, and neither for `CI` nor against `NO_COLOR` (any text that is not empty). */
export function wantsColor({ isTerminal, env }: ColorOptions): boolean {
  return (
    isTerminal && (env['NO_COLOR'] ?? '') === '' && !isContinuousIntegration(env) && env['TERM'] !== 'dumb'
  );
}

export function isContinuousIntegration(env: ColorOptions['env']): boolean {
  const value = env['CI'] ?? '';
  return value !== '' && value !== '0' && value !== 'false';
}
