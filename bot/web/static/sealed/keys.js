// Keys of the age format, as an officer types, loads, prints and compares them.
import { generateX25519Identity, identityToRecipient } from "./age.js";

const BEGINS = "AGE-SECRET-KEY-1";
const PRIVATE = new RegExp(`${BEGINS}[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}`);
const GROUP = 4;

/** The private key in words: typed, pasted, from paper in groups, or from a file of `age-keygen`. Null where there is none. */
export const privateKeyIn = async (words) => {
  const lines = words.split(/\r?\n/).filter((line) => !line.trim().startsWith("#"));
  const found = PRIVATE.exec(lines.join("").replace(/[\s\u3000]/g, "").toUpperCase());
  return found && (await publicKeyOf(found[0])) ? found[0] : null;
};

/** The public half; null where a figure of the key is wrong. */
export const publicKeyOf = async (privateKey) => {
  try {
    return await identityToRecipient(privateKey);
  } catch {
    return null;
  }
};

/** A new pair, made of the browser's own chance. */
export const newKey = async () => {
  const privateKey = await generateX25519Identity();
  return { privateKey, publicKey: await identityToRecipient(privateKey) };
};

/** What people compare aloud: 16 figures of the key's SHA-256, in groups. */
export const fingerprint = async (publicKey) => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(publicKey)));
  return grouped([...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
};

/** A private key as it stands on paper: what all begin with, and the rest in groups of four. */
export const onPaper = (privateKey) => `${BEGINS} ${grouped(privateKey.slice(BEGINS.length))}`;

const grouped = (words) => words.match(new RegExp(`.{1,${GROUP}}`, "g")).join(" ");

/** The file that `age -d -i` reads. */
export const keyFile = ({ privateKey, publicKey }) => `# public key: ${publicKey}\n${privateKey}\n`;
