import { afterEach, expect, test } from "vitest";
import { readSettings } from "../env";
import { createMailer } from "./smtp";
import { startMailServer } from "./smtp-server";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(...given: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...given);
  closing.push(server.close);
  return server;
}

function mailer(url: string, egressAllow: string[]) {
  const settings = readSettings({ SLIPWAY_SMTP_URL: url, SLIPWAY_SMTP_FROM: "Slipway <flows@example.com>" });
  if (!settings.ok || settings.value.smtp === undefined) throw new Error("no mail server");
  return createMailer(settings.value.smtp, { egressAllow, timeoutMs: 5_000 });
}

const mail = {
  to: ["ann@example.com", "bob@example.com"],
  subject: "Größe\r\nBcc: eve@example.com",
  text: "Deploy?\n",
  messageId: "<wfnr_1.0@slipway>",
};
const { signal } = new AbortController();

test("an email arrives as it was written, and its texts make no headers", async () => {
  const server = await serve();
  expect(await mailer(server.url, [server.host])(mail, signal)).toEqual({ ok: true });
  const [got] = await server.until(1);
  expect(got?.from).toBe("flows@example.com");
  expect(got?.to).toEqual(mail.to);
  const [head = "", body] = got?.text.split("\r\n\r\n") ?? [];
  expect(head).toContain("From: Slipway <flows@example.com>");
  expect(head).toContain("Message-ID: <wfnr_1.0@slipway>");
  expect(head).not.toMatch(/^Bcc/im);
  expect(body).toContain("Deploy?");
});

test("the mail server's address passes the egress guard", async () => {
  const server = await serve();
  const sent = await mailer(server.url, [])(mail, signal);
  expect(sent).toEqual({
    ok: false,
    reason: expect.stringContaining(`Allow it with SLIPWAY_EGRESS_ALLOW=${server.host}.`),
  });
  expect(server.received).toEqual([]);
});

test("credentials are not sent in clear", async () => {
  let logins = 0;
  const server = await serve({
    onAuth: (_auth, _session, done) => {
      logins += 1;
      done(null, { user: "me" });
    },
  });
  const sent = await mailer(`smtp://me:hunter2@${server.host}`, [server.host])(mail, signal);
  expect(sent).toMatchObject({ ok: false });
  expect(JSON.stringify(sent)).not.toContain("hunter2");
  expect(logins).toBe(0);
});

test("a refusal and a server that is gone are told in a sentence", async () => {
  const server = await serve({ onRcptTo: (_address, _session, done) => done(new Error("No such person")) });
  const send = mailer(server.url, [server.host]);
  expect(await send(mail, signal)).toMatchObject({
    ok: false,
    reason: expect.stringContaining("No such person"),
  });
  await server.close();
  expect(await send(mail, signal)).toMatchObject({
    ok: false,
    reason: expect.stringContaining("ECONNREFUSED"),
  });
});

test("an aborted email is given up", async () => {
  const server = await serve({ onConnect: () => undefined });
  const stop = new AbortController();
  const sending = mailer(server.url, [server.host])(mail, stop.signal);
  stop.abort(new Error("stopped"));
  await expect(sending).rejects.toThrow();
});
