// A system that knows people, for the journeys: OpenID Connect with a page to agree on, RS256, and the clock of the demonstration.

import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";

export const CLIENT = "gongkai-e2e";
export const NAME = "示范认证平台";

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const page = (body) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${NAME}</title><main><h1>${NAME}</h1>${body}</main></html>`;

/** Starts it; `today` is the day its tokens are of. */
export async function startIdentity(today) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig" };
  const now = Date.parse(`${today}T01:00:00Z`) / 1000;
  const codes = new Map();
  let issuer = "";
  const about = () => ({
    issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`,
    token_endpoint_auth_methods_supported: ["none"],
  });
  const agree = (asked) => {
    const code = randomUUID();
    codes.set(code, asked);
    const back = new URL(asked.get("redirect_uri"));
    back.search = new URLSearchParams({ code, state: asked.get("state") });
    return page(`<p>王小明，是否登录“政务公开”？</p><a href="${back.href.replaceAll("&", "&amp;")}">同意</a>`);
  };
  const token = (form) => {
    const asked = codes.get(form.get("code"));
    codes.delete(form.get("code"));
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    const fits = asked?.get("code_challenge") === challenge && asked.get("redirect_uri") === form.get("redirect_uri");
    if (!fits || form.get("client_id") !== CLIENT) return [400, { error: "invalid_grant" }];
    const claims = { iss: issuer, sub: "p-1", aud: CLIENT, iat: now, exp: now + 600, nonce: asked.get("nonce"), name: "王小明" };
    const message = `${encoded({ alg: "RS256", kid: key.kid })}.${encoded(claims)}`;
    const signature = sign("sha256", Buffer.from(message), privateKey).toString("base64url");
    return [200, { access_token: "a", token_type: "Bearer", id_token: `${message}.${signature}` }];
  };
  const server = createServer(async (request, answer) => {
    const asked = new URL(request.url, issuer);
    let body = "";
    for await (const piece of request) body += piece;
    const json = (status, value) => answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    switch (asked.pathname) {
      case "/.well-known/openid-configuration": return json(200, about());
      case "/keys": return json(200, { keys: [key] });
      case "/token": return json(...token(new URLSearchParams(body)));
      case "/authorize": return answer.writeHead(200, { "content-type": "text/html" }).end(agree(asked.searchParams));
      default: return answer.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${server.address().port}`;
  const stop = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return { issuer, stop };
}
