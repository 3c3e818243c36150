import type { Config } from '#server/platform/config.ts';

/** `__Host-` binds the cookie to this host over https; on http://localhost browsers refuse that prefix. */
function nameFor(config: Config): string {
  return config.publicUrl.startsWith('https:') ? '__Host-sluice' : 'sluice';
}

export function readSessionCode(config: Config, request: Request): string | undefined {
  const name = nameFor(config);
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}

export function sessionCookie(config: Config, code: string, expiresAt: Date): string {
  return `${nameFor(config)}=${code}; ${attributes(config)}; Expires=${expiresAt.toUTCString()}`;
}

export function clearedCookie(config: Config): string {
  return `${nameFor(config)}=; ${attributes(config)}; Max-Age=0`;
}

function attributes(config: Config): string {
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `Path=/; HttpOnly; SameSite=Lax${secure}`;
}
