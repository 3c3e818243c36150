import type { Parts } from '#server/platform/context.ts';
import { describeError } from '#server/platform/log.ts';

const timeoutMs = 10_000;

/**
 * Hands one mail to the mail server of SMTP_URL: `sent`; `refused` where it takes this very mail, or any to this address,
 * neither now nor later; `deferred` where it takes it later, as servers do with senders they do not know; `failed` where
 * no mail gets there now; or `off` where none is set. What was not sent is in the log, without the address and the text.
 * Never throws: what the mail tells of has happened.
 */
export async function sendMail(
  { config, log }: Pick<Parts, 'config' | 'log'>,
  mail: { to: string; subject: string; text: string },
): Promise<'sent' | 'refused' | 'deferred' | 'failed' | 'off'> {
  if (!config.mail) return 'off';
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url: config.mail.smtpUrl,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  try {
    // `to` as an object: a text would be parsed as a list of addresses.
    await transport.sendMail({ ...mail, to: { name: '', address: mail.to }, from: config.mail.from });
    return 'sent';
  } catch (error) {
    // A mail server's own words may repeat what it was told, the password too; of its answers the number says enough.
    const { code, responseCode } = error as Record<string, unknown>;
    const words = responseCode === undefined ? describeError(error).slice(0, 200) : undefined;
    log.warn({ code, responseCode, error: words }, 'a mail was not sent');
    return outcomeOf(error as MailError);
  } finally {
    transport.close();
  }
}

interface MailError {
  responseCode?: number;
  /** What the server answered so; `API` where it was not asked, as the address could not be one. */
  command?: string;
}

function outcomeOf({ command = '', responseCode = 0 }: MailError): 'refused' | 'deferred' | 'failed' {
  if (command === 'API') return 'refused';
  if (['RCPT TO', 'DATA'].includes(command) && responseCode >= 500) return 'refused';
  return command === 'RCPT TO' ? 'deferred' : 'failed';
}
