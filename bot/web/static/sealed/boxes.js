// Boxes (age files): opened, written, and given to other keys, all of it in this browser.
import {
  Decrypter, Encrypter, X25519Recipient, encodeHeader, encodeHeaderNoMAC, generateX25519Identity, hkdf, hmac,
  identityToRecipient, sha256,
} from "./age.js";
import { padded } from "./archive.js";

/** What the box holds; null where this key does not open it. */
export const opened = async (box, privateKey) => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(privateKey);
  try {
    return await decrypter.decrypt(box);
  } catch {
    return null;
  }
};

/** Words for whoever has the code, sealed to the code's own key. */
export const sealedForReporter = async (words, replyKey) => sealed(padded(new TextEncoder().encode(words)), [replyKey]);

/** An archive sealed to keys, with a place for each of `places` keys, in no order: nobody sees how many were left out. */
export const sealedTo = async (archive, keys, places) => sealed(archive, await filled(keys, places));

/** The head of a box, sealed anew to other keys; what is behind it stays as it is. Null where this key does not open it. */
export const headAnew = async (head, privateKey, keys, places) => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(privateKey);
  let fileKey;
  try {
    fileKey = await decrypter.decryptHeader(head);
  } catch {
    return null;
  }
  const stanzas = [];
  for (const key of await filled(keys, places)) stanzas.push(...(await new X25519Recipient(key).wrapFileKey(fileKey)));
  const macKey = hkdf(sha256, fileKey, undefined, new TextEncoder().encode("header"), 32);
  return encodeHeader(stanzas, hmac(sha256, macKey, encodeHeaderNoMAC(stanzas)));
};

export const toBase64 = (bytes) => {
  let said = "";
  for (const byte of bytes) said += String.fromCharCode(byte);
  return btoa(said);
};

const sealed = (bytes, keys) => {
  const encrypter = new Encrypter();
  for (const key of keys) encrypter.addRecipient(key);
  return encrypter.encrypt(bytes);
};

const filled = async (keys, places) => {
  const all = [...keys];
  while (all.length < places) all.push(await identityToRecipient(await generateX25519Identity()));
  return shuffled(all);
};

const shuffled = (all) => {
  const drawn = all.map((one) => [crypto.getRandomValues(new BigUint64Array(1))[0], one]);
  return drawn.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
};
