// The archive (tar) that a report is, and the zeros behind it: handlers/sealed/packing.py and padding.py, in a browser.
const BLOCK = 512;
const LEAST = 16 * 1024;
const NAMED = /^[a-z0-9][a-z0-9.-]{0,63}$/; // what we pack ourselves: nothing else becomes the name of a file

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const text = (bytes) => decoder.decode(bytes).replace(/\0[^]*$/, "").trim();
const octal = (bytes) => parseInt(text(bytes) || "0", 8);
const blocks = (size) => Math.ceil(size / BLOCK) * BLOCK;

// The sum over a header in which the place of the sum itself counts as blanks.
const sumOf = (header) => header.reduce((sum, byte, place) => sum + (place >= 148 && place < 156 ? 32 : byte), 0);

/** The next step, in bytes: 16 KiB, and each further one √2 times the one before. */
export const paddedSize = (size) => {
  let step = LEAST, exact = LEAST;
  while (step < size) {
    exact *= Math.SQRT2;
    step = Math.ceil(exact);
  }
  return step;
};

/** The bytes with zeros behind them. */
export const padded = (bytes) => {
  const whole = new Uint8Array(paddedSize(bytes.length));
  whole.set(bytes);
  return whole;
};

const headerOf = (name, size) => {
  const header = new Uint8Array(BLOCK);
  const put = (words, place) => header.set(encoder.encode(words), place);
  put(name, 0);
  put("0000644\0", 100);
  put("0000000\0", 108);
  put("0000000\0", 116);
  put(`${size.toString(8).padStart(11, "0")}\0`, 124);
  put("00000000000\0", 136); // nothing tells when it was made
  put("0", 156);
  put("ustar\x0000", 257);
  put(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
};

/** A padded archive of `[name, words]`. */
export const packed = (members) => {
  const parts = members.map(([name, words]) => [name, encoder.encode(words)]);
  const size = parts.reduce((sum, [, bytes]) => sum + BLOCK + blocks(bytes.length), 2 * BLOCK);
  const whole = new Uint8Array(paddedSize(size));
  let place = 0;
  for (const [name, bytes] of parts) {
    whole.set(headerOf(name, bytes.length), place);
    whole.set(bytes, place + BLOCK);
    place += BLOCK + blocks(bytes.length);
  }
  return whole;
};

/** The members of an archive, by name. What is not as we pack it throws. */
export const unpacked = (archive) => {
  const found = new Map();
  let place = 0;
  while (place + BLOCK <= archive.length) {
    const header = archive.subarray(place, place + BLOCK);
    if (header.every((byte) => byte === 0)) return found;
    const name = text(header.subarray(0, 100)), size = octal(header.subarray(124, 136)), begins = place + BLOCK;
    const isOurs = NAMED.test(name) && sumOf(header) === octal(header.subarray(148, 156)) && begins + size <= archive.length;
    if (!isOurs) throw new Error("no archive of ours");
    found.set(name, archive.subarray(begins, begins + size));
    place = begins + blocks(size);
  }
  return found;
};

/** The words of a member; empty where there is none. */
export const wordsOf = (members, name) => (members.has(name) ? decoder.decode(members.get(name)) : "");
