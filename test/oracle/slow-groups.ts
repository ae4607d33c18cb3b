/** Sorting into groups, slowly. */

/** Order of ids by code units. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The members by key, the groups ordered by key, the members of one group as they came. */
export function groups<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): [key: string, members: Member[]][] {
  const byKey = new Map<string, Member[]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [member]);
    else group.push(member);
  }
  return [...byKey].sort(([a], [b]) => compareIds(a, b));
}
