// Who gets what officers write: everybody with a key, less those whom the report is about. The rule comes from the server's own table.

/** The keys left for a report about `concerns`; null where they are too few. */
export const chosen = ({ recipients, leftOut, fewest, outside }, concerns) => {
  if (!concerns.length || concerns.some((concern) => !Object.hasOwn(leftOut, concern))) return null; // no report of ours
  const units = new Set(concerns.flatMap((concern) => leftOut[concern]));
  const found = recipients.filter((one) => !units.has(one.unit));
  return found.length >= fewest && found.some((one) => one.unit === outside) ? found : null;
};
