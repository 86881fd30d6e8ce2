/* AES-GCM with a key of the server's. The browser's own would do so on https alone, and offices serve http. */

import { gcm } from "../noble_ciphers/aes.js";

const NONCE = 12; // bytes

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
function textOf(bytes) {
  let text = "";
  bytes.forEach((byte) => {
    text += String.fromCharCode(byte);
  });
  return btoa(text);
}

export function encipher(secret, text) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const data = gcm(bytesOf(secret), iv).encrypt(new TextEncoder().encode(text));
  return { iv: textOf(iv), data: textOf(data) };
}

/** The text; null where it was enciphered with another key, or is spoilt. */
export function decipher(secret, { iv, data }) {
  try {
    return new TextDecoder().decode(gcm(bytesOf(secret), bytesOf(iv)).decrypt(bytesOf(data)));
  } catch (fault) {
    return null;
  }
}
