'use strict';
// The island of data, and what follows from it. Times are seconds since 1970, as in the roll.
const roll = JSON.parse(document.getElementById('roll').textContent);
const DAY = 86400;

const STATES = ['exposed', 'expired', 'in-history', 'vaulted', 'declared', 'gone'];
const STATE_WORDS = {
  exposed: 'Exposed', expired: 'Expired', 'in-history': 'In history', vaulted: 'Vaulted', declared: 'Declared', gone: 'Gone',
};
const STATE_MEANINGS = {
  exposed: 'a literal stands in files now', expired: 'has run out, and is still there',
  'in-history': 'taken out of the files, still in history', vaulted: 'configuration points at a store',
  declared: 'configuration names it, no secret was seen', gone: 'not even in history any more',
};
const AGES = [
  ['under 30 days', 0, 30], ['30–90 days', 30, 90], ['90–180 days', 90, 180], ['180–365 days', 180, 365], ['1–2 years', 365, 730],
  ['2–5 years', 730, 1825], ['over 5 years', 1825, Infinity],
];

function words(text) { return text.replaceAll('-', ' '); }
function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
function date(seconds) { return seconds === undefined ? '' : new Date(seconds * 1000).toISOString().slice(0, 10); }
function count(number) { return number.toLocaleString('en'); }
function counted(number, one, many) { return `${count(number)} ${number === 1 ? one : many || one + 's'}`; }
function span(seconds) {
  const days = Math.max(0, Math.floor(seconds / DAY));
  if (days >= 730) return counted(Math.floor(days / 365), 'year');
  return days >= 60 ? counted(Math.floor(days / 30), 'month') : counted(days, 'day');
}

/// From when to when a place stood in files; a place that only history holds has an end.
function standing(place, identity) {
  const start = place.introduced ?? identity.introduced ?? roll.made;
  if (place.head) return [start, roll.made];
  return [start, Math.max(start, place.removed ?? identity.lastSeen ?? start)];
}

/// Where a credential's exposure ends: rotation or expiry, not deletion, for history keeps it.
function exposureEnd(credential) {
  const ends = [credential.rotated, credential.expires].filter((time) => time !== undefined && time <= roll.made);
  return ends.length ? Math.min(...ends) : roll.made;
}

function isOver(credential) { return credential.state === 'gone' || exposureEnd(credential) < roll.made; }

const byID = new Map();
const credentials = [];
for (const identity of roll.identities) {
  byID.set(identity.id, identity);
  identity.sourceSet = new Set();
  for (const place of identity.places) identity.sourceSet.add(place.source);
  for (const artefact of identity.artefacts) identity.sourceSet.add(artefact.source);
  const parts = [identity.name, identity.id, identity.key, identity.account || '', identity.owner || '', identity.provider];
  for (const place of identity.places) parts.push(place.path);
  for (const credential of identity.credentials) parts.push(credential.fingerprint, credential.redacted);
  identity.text = parts.join('\n').toLowerCase();
  identity.order = identity.name.toLowerCase();
  identity.credentials.forEach((credential, number) => {
    credential.identity = identity;
    credential.places = identity.places.filter((place) => place.credential === number);
    if (credential.introduced !== undefined) {
      credential.exposure = Math.max(0, exposureEnd(credential) - credential.introduced);
    }
    credentials.push(credential);
  });
}

/// What is looked at: the rows of the table follow it, and so do links into the table.
function matches(identity, filter) {
  if (filter.state && identity.state !== filter.state) return false;
  if (filter.kind && identity.kind !== filter.kind) return false;
  if (filter.provider && identity.provider !== filter.provider) return false;
  if (filter.owner === '–' ? identity.owner : filter.owner && identity.owner !== filter.owner) return false;
  if (filter.source && !identity.sourceSet.has(Number(filter.source))) return false;
  if (filter.gap && !identity.gaps.includes(Number(filter.gap))) return false;
  if (filter.decision === '–' ? identity.decision : filter.decision && identity.decision !== filter.decision) return false;
  if (filter.age) {
    const [, low, high] = AGES[Number(filter.age)] || AGES[0];
    const fits = identity.credentials.some((credential) => {
      const days = ageInDays(credential);
      return days !== undefined && days >= low && days < high;
    });
    if (!fits) return false;
  }
  if (filter.q) {
    for (const word of filter.q.toLowerCase().split(/\s+/)) if (!identity.text.includes(word)) return false;
  }
  return true;
}

/// Of a credential whose exposure goes on; undefined for others.
function ageInDays(credential) {
  if (credential.introduced === undefined || isOver(credential)) return undefined;
  return (roll.made - credential.introduced) / DAY;
}
