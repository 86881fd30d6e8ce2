import assert from "node:assert/strict";
import test from "node:test";
import { decipher, encipher } from "../../performance/static/performance/session/cipher.js";

const KEY = Buffer.alloc(32, 7).toString("base64");
const TEXT = JSON.stringify([["purpose", "浏览器留着的用途。🌾"]]);
const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const keyOf = (key) => crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);

test("what is enciphered is read again, and says nothing to whoever looks at it", () => {
  const kept = encipher(KEY, TEXT);
  assert.equal(decipher(KEY, kept), TEXT);
  assert.ok(!Buffer.from(kept.data, "base64").toString().includes("用途"));
  assert.notDeepEqual(encipher(KEY, TEXT), kept);
});

test("it is what browsers understand by AES-GCM, both ways", async () => {
  const key = await keyOf(KEY);
  const { iv, data } = encipher(KEY, TEXT);
  const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(data));
  assert.equal(new TextDecoder().decode(clear), TEXT);
  const theirs = await crypto.subtle.encrypt({ name: "AES-GCM", iv: bytes(iv) }, key, new TextEncoder().encode(TEXT));
  assert.equal(decipher(KEY, { iv, data: Buffer.from(theirs).toString("base64") }), TEXT);
});

test("another key, or a spoilt draft, reads nothing", () => {
  const kept = encipher(KEY, TEXT);
  assert.equal(decipher(Buffer.alloc(32, 8).toString("base64"), kept), null);
  assert.equal(decipher(KEY, { ...kept, data: kept.data.replace(/^./, (sign) => (sign === "A" ? "B" : "A")) }), null);
  assert.equal(decipher(KEY, { iv: kept.iv, data: "" }), null);
  assert.equal(decipher(KEY, {}), null);
});
