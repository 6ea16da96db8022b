/** A role is always held at one unit. */
export const roles = [
  'administrator',
  'head',
  'one-stop-head',
  'compiling-clerk',
  'keyer',
  'one-stop-official',
  'working-group',
  'superior',
  'observer',
] as const;
export type Role = (typeof roles)[number];

export function parseRole(text: string): Role | undefined {
  return roles.find((role) => role === text);
}
