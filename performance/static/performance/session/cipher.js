/* AES-GCM with a key of the server's. */

const NAME = "AES-GCM";

const bytesOf = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
function textOf(bytes) {
  let text = "";
  new Uint8Array(bytes).forEach((byte) => {
    text += String.fromCharCode(byte);
  });
  return btoa(text);
}

export function importKey(secret) {
  return crypto.subtle.importKey("raw", bytesOf(secret), NAME, false, ["encrypt", "decrypt"]);
}

/** A name for the owner of a key, which tells nothing about it. */
export async function digest(secret) {
  return textOf(await crypto.subtle.digest("SHA-256", bytesOf(secret))).slice(0, 16);
}

export async function encipher(key, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: NAME, iv }, key, new TextEncoder().encode(text));
  return { iv: textOf(iv), data: textOf(data) };
}

/** The text; null where it was enciphered with another key, or is spoilt. */
export async function decipher(key, { iv, data }) {
  try {
    const clear = await crypto.subtle.decrypt({ name: NAME, iv: bytesOf(iv) }, key, bytesOf(data));
    return new TextDecoder().decode(clear);
  } catch (fault) {
    return null;
  }
}
