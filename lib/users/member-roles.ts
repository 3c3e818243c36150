/** What a member can be. */
export const memberRoles = ['Owner', 'User'] as const;

export type MemberRole = (typeof memberRoles)[number];
