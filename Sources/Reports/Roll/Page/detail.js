// One identity: its facts, credentials, places, declarations, owners, decisions and story.
function sourceName(number) { return number === undefined ? '' : roll.sources[number].name; }

function grid(caption, heads, rows) {
  return make('div', { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: 0 }, make('table', {},
    make('caption', { class: 'unseen' }, caption),
    make('thead', {}, make('tr', {}, heads.map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, rows.map((row) => make('tr', {}, row.map((cell) => make('td', {}, cell)))))));
}

function showDetail(identity) {
  const facts = [
    ['Kind', capital(words(identity.kind))], ['Provider', foreign(identity.provider)], ['Account', identity.account && foreign(identity.account)],
    ['Owner', identity.owner ? foreign(identity.owner) : 'nobody is known'], ['Introduced', identity.introduced && `${date(identity.introduced)}, ${span(roll.made - identity.introduced)} ago`],
    ['Last rotated', identity.rotated ? date(identity.rotated) : identity.credentials.length ? 'never seen to be' : undefined], ['Expires', identity.expires && date(identity.expires)],
    ['Seen last', identity.lastSeen && date(identity.lastSeen)], ['Environments', identity.mixed && 'production and others'],
    ['Decision', identity.decision && capital(words(identity.decision)) + (identity.until ? ' until ' + date(identity.until) : '')],
    ...Object.entries(identity.facts || {}).filter(([name]) => name !== 'type').map(([name, value]) => [capital(name.replaceAll('_', ' ')), foreign(value)]),
    ['Id', make('span', { class: 'mono' }, identity.id)], ['Key', make('span', { class: 'mono' }, foreign(identity.key))],
  ].filter(([, value]) => value);
  const gaps = identity.gaps.map((number) => roll.gaps[number].title);
  const article = document.getElementById('detail');
  article.replaceChildren(
    make('p', { class: 'screen' }, make('a', { href: lastList }, '← All identities')),
    make('h1', { id: 'detail-title', tabindex: -1 }, foreign(identity.name)),
    make('p', {}, stateBadge(identity.state), ' ', make('span', { class: 'quiet' }, STATE_MEANINGS[identity.state]),
      gaps.length ? make('span', { class: 'quiet' }, '; ' + gaps.join('; ')) : ''),
    make('dl', { class: 'facts panel' }, facts.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value)))),
    ...credentialParts(identity), ...placeParts(identity), ...evidenceParts(identity), ...storyPart(identity));
  article.setAttribute('aria-labelledby', 'detail-title');
}

function credentialParts(identity) {
  if (!identity.credentials.length) return [];
  const names = (credential) => [make('b', { class: 'mono' }, foreign(credential.redacted)),
    make('span', { class: 'under' }, `${words(credential.kind)} · ${credential.fingerprint.slice(0, 12)}`)];
  const rows = identity.credentials.map((credential) => [
    [make('span', { class: 'mono' }, foreign(credential.redacted)), make('span', { class: 'under' }, words(credential.kind))],
    make('span', { class: 'mono', title: credential.fingerprint }, credential.fingerprint.slice(0, 12)), stateBadge(credential.state),
    make('span', { class: 'nowrap' }, date(credential.introduced)), make('span', { class: 'nowrap' }, date(credential.rotated)), make('span', { class: 'nowrap' }, date(credential.expires)),
    credential.exposure === undefined ? '' : span(credential.exposure),
  ]);
  return [make('h2', {}, 'Credentials'), make('div', { class: 'panel' }, exposureRows(identity.credentials, names), exposureLegend()), make('p', {}),
    grid('Credentials', ['Credential', 'Fingerprint', 'State', 'Introduced', 'Rotated', 'Expires', 'Exposed for'], rows)];
}

function placeParts(identity) {
  if (!identity.places.length) return [];
  const rows = identity.places.map((place) => {
    const came = identity.events.find((event) => ['introduced', 'reused', 'moved', 'reintroduced'].includes(event.kind) && isAt(event, place));
    const went = place.head ? undefined : identity.events.findLast((event) => ['removed', 'rotated', 'vaulted'].includes(event.kind) && isAt(event, place));
    return [[foreign(sourceName(place.source)), make('span', { class: 'under' }, make('span', { class: 'mono' }, foreign(place.path)), `:${place.line}`, place.carrier === 'blob' ? '' : ` · ${words(place.carrier)}`)],
      stateBadge(place.gone ? 'gone' : place.head ? 'exposed' : 'in-history'), commitCell(came, place.introduced), commitCell(went, place.removed),
      [place.environment || '', place.note ? make('span', { class: 'under' }, foreign(place.note)) : ''], make('span', { class: 'mono' }, place.rule)];
  });
  const all = identity.places.length + (identity.morePlaces || 0);
  return [make('h2', {}, `Places (${count(all)})`), grid('Places', ['Source and path', 'State', 'Introduced', 'Removed', 'Environment', 'Rule'], rows),
    leftOut(identity, identity.morePlaces, 'more place')];
}

/// Says that a list ends before its end.
function leftOut(identity, number, one, many) {
  return number ? make('p', { class: 'quiet' }, `and ${counted(number, one, many)}; “rollcall roll show ${identity.id}” has all of them`) : '';
}

function isAt(event, place) {
  return event.credential === place.credential && event.source === place.source && event.path === place.path;
}

function commitCell(event, time) {
  if (!event) return make('span', { class: 'nowrap' }, date(time));
  return [make('span', { class: 'nowrap' }, date(event.at)), event.commit ? [' in ', make('span', { class: 'mono', title: event.commit }, event.commit.slice(0, 10))] : '',
    event.by ? make('span', { class: 'under' }, foreign(event.by)) : ''];
}

function evidenceParts(identity) {
  const parts = [];
  if (identity.artefacts.length) {
    parts.push(make('h2', {}, 'Declared and referenced'), grid('Declarations and references', ['What', 'Family', 'Source and path', 'State'], identity.artefacts.map((artefact) => [
      [capital(artefact.kind), make('span', { class: 'under' }, foreign(artefact.label))], artefact.artefact,
      [foreign(sourceName(artefact.source)), make('span', { class: 'under' }, make('span', { class: 'mono' }, foreign(artefact.path)), `:${artefact.line}`)], artefact.gone ? 'gone' : 'at HEAD'])),
    leftOut(identity, identity.moreArtefacts, 'more declaration or reference', 'more declarations and references'));
  }
  if (identity.owners.length) {
    parts.push(make('h2', {}, 'Owners, best evidence first'), grid('Owners', ['Owner', 'From', 'Evidence'],
      identity.owners.map((owner) => [foreign(owner.name), words(owner.kind), foreign(owner.evidence)])));
  }
  return parts;
}

function storyPart(identity) {
  if (!identity.events.length) return [];
  const items = identity.events.map((event) => make('li', {}, make('span', { class: 'nowrap quiet' }, date(event.at)), make('span', { class: 'what' }, capital(words(event.kind))),
    make('span', { class: 'where' },
      event.source === undefined ? '' : [foreign(sourceName(event.source)), ' '], event.path ? make('span', { class: 'mono' }, foreign(event.path)) : '',
      event.commit ? [' in ', make('span', { class: 'mono', title: event.commit }, event.commit.slice(0, 10))] : '', event.by ? [' by ', foreign(event.by)] : '',
      event.detail ? make('span', { class: 'quiet' }, ' – ', foreign(event.detail)) : '')));
  return [make('h2', {}, 'Story'), make('ol', { class: 'story panel' }, items), leftOut(identity, identity.moreEvents, 'more event')];
}
