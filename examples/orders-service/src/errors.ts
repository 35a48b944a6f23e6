/** Errors that know their HTTP status, and the translation of database errors to one. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status;
  if (!(error instanceof Error)) return 500;
  if (error.message === 'timeout exceeded when trying to connect') return 503;
  // SQLSTATE class 22: the value that was sent does not fit the column.
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('22')) return 400;
  return 500;
}
