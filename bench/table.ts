/** Prints a table: the first column to the left, the others to the right. */
export function printTable(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, String(row[column] ?? '').length), 0),
  );
  console.log(`\n${title}\n`);
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const text = String(cell);
      const width = widths[column] ?? 0;
      return column === 0 ? text.padEnd(width) : text.padStart(width + 2);
    });
    console.log(cells.join(''));
  }
}

/** "1.25×": so many times the reference; small ones with a digit more. */
export function ratio(time: number, reference: number): string {
  const quotient = time / reference;
  return `${quotient.toFixed(quotient < 0.1 ? 4 : 2)}×`;
}

/** As `ratio`, of a quotient, with two digits that count: "0.0081×", "0.94×", "12×". */
export function shortRatio(quotient: number): string {
  if (!Number.isFinite(quotient)) return '–';
  return `${quotient >= 10 ? quotient.toFixed(0) : quotient >= 0.1 ? quotient.toFixed(2) : quotient.toPrecision(2)}×`;
}
