/** What went wrong in one short line, for a problem's example. */
export function failureText(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : 'unknown error';
  return text.slice(0, 200);
}
