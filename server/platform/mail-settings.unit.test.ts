import { describe, expect, it } from 'vitest';
import { readMailSettings } from './mail-settings.ts';

const smtpUrl = 'smtps://sluice:geheim@mail.example.org:465';

function problemOf(env: Parameters<typeof readMailSettings>[0]): string {
  try {
    readMailSettings(env);
  } catch (error) {
    expect(error).toMatchObject({ name: 'ConfigError' });
    return (error as Error).message;
  }
  throw new Error('these settings were taken');
}

describe('the settings of mail', () => {
  it('may be absent: invitations are handed over by their link then', () => {
    expect(readMailSettings({})).toBeUndefined();
  });

  it.each([
    'sluice@example.org',
    'Sluice <sluice@example.org>',
    '<sluice@example.org>',
    'Ünal & Co <a@b.org>',
  ])('take the sender %s', (from) => {
    expect(readMailSettings({ SMTP_URL: smtpUrl, MAIL_FROM: from })).toEqual({ smtpUrl, from });
  });

  it.each(['smtp://127.0.0.1:2525', 'smtps://mail.example.org'])('take the server %s', (given) => {
    expect(readMailSettings({ SMTP_URL: given, MAIL_FROM: 'a@b.org' })?.smtpUrl).toBe(given);
  });

  it.each(['mail.example.org', 'https://mail.example.org', 'smtp:mail.example.org', 'smtp://'])(
    'refuse the server %s',
    (given) => {
      expect(problemOf({ SMTP_URL: given, MAIL_FROM: 'a@b.org' })).toMatch(/^SMTP_URL /);
    },
  );

  it('name the one that is missing beside the other', () => {
    expect(problemOf({ MAIL_FROM: 'sluice@example.org' })).toMatch(/^SMTP_URL is missing beside MAIL_FROM/);
    expect(problemOf({ SMTP_URL: smtpUrl })).toMatch(/^MAIL_FROM is missing beside SMTP_URL/);
  });

  it.each([
    'foo bar',
    'Sluice',
    'a@b@c',
    'a b@c.org',
    'Sluice <a@b.org>\r\nBcc: all@example.org',
    '<a@b.org',
  ])('refuse the sender %j, and keep the password to themselves', (from) => {
    const message = problemOf({ SMTP_URL: smtpUrl, MAIL_FROM: from });
    expect(message).toMatch(/^MAIL_FROM must [^\n]+\.$/);
    expect(message).not.toContain('geheim');
  });
});
