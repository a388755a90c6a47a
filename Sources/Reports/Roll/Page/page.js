// Puts the parts together, and follows the address: #overview …, #identities?state=exposed, #identity/ID.
let lastList = '#identities';

function overviewPart() {
  const since = roll.made - 90 * DAY;
  const by = (state) => roll.identities.filter((row) => row.state === state).length;
  const came = credentials.filter((one) => one.introduced >= since).length;
  const ended = credentials.filter((one) => exposureEnd(one) >= since && exposureEnd(one) < roll.made).length;
  const taken = credentials.filter((one) => one.state === 'in-history' && one.places.some((place) => place.removed >= since)).length;
  const unowned = roll.gaps.findIndex((gap) => gap.kind === 'no-owner'), old = roll.gaps.findIndex((gap) => gap.kind === 'long-lived');
  const withGap = (number) => roll.identities.filter((row) => row.gaps.includes(number)).length;
  const figure = (label, number, filter, change, face) => make('div', {}, make('dd', { class: 'change' }, change || ''),
    make('dt', {}, label), make('dd', {}, make('span', { class: 'number ' + (face || '') }, make('a', { href: link(filter) }, count(number)))));
  const figures = make('dl', { class: 'figures' },
    figure('Identities', roll.identities.length, {}, `${counted(came, 'credential')} introduced in 90 days`),
    figure('Exposed now', by('exposed'), { state: 'exposed' }, `${count(taken)} taken out of files in 90 days`, 'exposed'),
    figure('In history only', by('in-history'), { state: 'in-history' }, `${count(ended)} rotated or expired in 90 days`),
    figure('Vaulted', by('vaulted'), { state: 'vaulted' }, `${count(by('declared'))} more are declared only`),
    figure('Without owner', withGap(unowned), { gap: String(unowned) }, 'nobody answers for them'),
    figure('Long-lived', withGap(old), { gap: String(old) }, `not rotated in ${count(roll.days)} days`));
  const attention = make('ul', { class: 'attention' }, roll.gaps.map((gap, number) => {
    const size = withGap(number);
    return make('li', {}, make('span', { class: 'count' + (size ? '' : ' none') }, count(size)),
      size ? make('a', { href: link({ gap: String(number) }) }, capital(gap.title)) : make('span', { class: 'none' }, capital(gap.title)));
  }));
  const unscanned = roll.sources.filter((source) => !source.whole);
  return part('overview', 'Overview',
    roll.log.fault ? make('p', { class: 'notice' }, make('strong', {}, 'The log of decisions is broken: '), foreign(roll.log.fault)) : '',
    unscanned.length ? make('p', { class: 'notice' }, `${counted(unscanned.length, 'source')} of ${count(roll.sources.length)} never scanned whole: what is absent here may be there. `, make('a', { href: '#scanned' }, 'Which')) : '',
    figures,
    make('div', { class: 'pair' },
      make('div', { class: 'panel' }, make('h3', {}, 'Credentials over time'), trend()),
      make('div', { class: 'panel' }, make('h3', {}, 'What an auditor would ask about'), attention)),
    make('div', { class: 'pair' },
      make('div', { class: 'panel' }, make('h3', {}, 'Age of credentials that still count'), ages()),
      make('div', { class: 'panel' }, make('h3', {}, 'Kinds and providers'), shares())));
}

function shares() {
  const list = (title, values, name, filter) => make('div', {}, make('h3', { class: 'quiet' }, title), make('ul', { class: 'attention' },
    values.slice(0, 7).map(([value, number]) => make('li', {}, make('span', { class: 'count' }, count(number)), make('a', { href: link({ [filter]: value }) }, foreign(name(value))))),
    values.length > 7 ? make('li', {}, make('span', { class: 'count none' }, count(values.slice(7).reduce((sum, [, number]) => sum + number, 0))), make('span', { class: 'none' }, `in ${count(values.length - 7)} more`)) : ''));
  return make('div', { class: 'pair shares' }, list('Kind', tally(roll.identities.map((row) => row.kind)), words, 'kind'), list('Provider', tally(roll.identities.map((row) => row.provider)), String, 'provider'));
}

const ROWS = { identity: (row) => row.name, kind: (row) => words(row.kind), provider: (row) => row.provider, owner: (row) => row.owner || 'nobody' };

function sprawlPart() {
  const holder = make('div', {});
  const choose = make('label', { class: 'screen' }, 'Rows ', make('select', { change: (event) => holder.replaceChildren(sprawl(event.target.value)) },
    [['identity', 'identities in most sources'], ['kind', 'kinds'], ['provider', 'providers'], ['owner', 'owners']].map(([value, text]) => make('option', { value }, text))));
  holder.append(sprawl('identity'));
  return part('sprawl', 'Sprawl', make('p', { class: 'quiet' }, 'Where each stands: how many places a source holds, and in what state the worst of them is.'), choose, holder);
}

function sprawl(by) {
  const lines = new Map();
  for (const row of roll.identities) {
    const name = by === 'identity' ? row.id : ROWS[by](row);
    const line = lines.get(name) || { name: ROWS[by](row), row, cells: new Map(), places: 0 };
    lines.set(name, line);
    const add = (source, state, number) => {
      const cell = line.cells.get(source) || { places: 0, state: 3 };
      cell.places += number;
      cell.state = Math.min(cell.state, state);
      line.cells.set(source, cell);
      line.places += number;
    };
    for (const place of row.places) add(place.source, place.gone ? 3 : place.head ? 0 : 1, 1);
    for (const artefact of row.artefacts) add(artefact.source, artefact.gone ? 3 : 2, 1);
  }
  const sorted = [...lines.values()].sort((a, b) => b.cells.size - a.cells.size || b.places - a.places || (a.name < b.name ? -1 : 1));
  const shown = sorted.slice(0, 25), most = 24;
  const weights = new Map();
  for (const line of shown) for (const [source, cell] of line.cells) weights.set(source, (weights.get(source) || 0) + 1 + cell.places / 1e6);
  const columns = [...weights].sort((a, b) => b[1] - a[1]).slice(0, most).map(([source]) => source);
  const faces = ['exposed', 'in-history', 'declared', 'gone'], spoken = ['in files', 'in history only', 'declared or referenced', 'gone'];
  const filter = (line, source) => by === 'identity' ? identityLink(line.row)
    : link({ source: String(source), [by]: by === 'owner' ? line.row.owner || '–' : line.row[by] });
  const head = make('tr', {}, make('th', { scope: 'col' }, capital(by)), columns.map((source) => make('th', { scope: 'col', title: sourceName(source) }, make('span', {}, shortSource(source)))));
  const body = shown.map((line) => make('tr', {}, make('th', { scope: 'row', title: line.name }, by === 'identity' ? make('a', { href: identityLink(line.row) }, foreign(line.name)) : foreign(line.name)),
    columns.map((source) => {
      const cell = line.cells.get(source);
      if (!cell) return make('td', {});
      return make('td', {}, make('a', { class: faces[cell.state], href: filter(line, source) }, count(cell.places), make('span', { class: 'unseen' }, ` places in ${sourceName(source)}, ${spoken[cell.state]}`)));
    })));
  const hidden = [sorted.length > shown.length ? `${count(sorted.length - shown.length)} more rows` : '', roll.sources.length > columns.length ? `${count(roll.sources.length - columns.length)} more sources` : ''].filter(Boolean);
  return make('div', {}, make('div', { class: 'scroll', role: 'region', 'aria-label': 'Sprawl map', tabindex: 0 },
    make('table', { class: 'sprawl' }, make('caption', { class: 'unseen' }, 'Rows by source'), make('thead', {}, head), make('tbody', {}, body))),
  make('ul', { class: 'legend' }, faces.map((face, index) => make('li', {}, make('span', { class: 'key ' + face, 'aria-hidden': true }, '3'), spoken[index]))),
  hidden.length ? make('p', { class: 'quiet' }, `Not shown: ${hidden.join(' and ')}.`) : '');
}

function shortSource(number) {
  const name = sourceName(number), parts = name.split('/').filter(Boolean);
  return parts.length > 2 ? parts.slice(-2).join('/') : name;
}

function exposurePart() {
  const dated = credentials.filter((one) => one.exposure !== undefined && one.state !== 'gone').sort((a, b) => isOver(a) - isOver(b) || b.exposure - a.exposure);
  if (!dated.length) return part('exposure', 'Exposure', make('p', { class: 'quiet' }, 'No credential has a date.'));
  const holder = make('div', {});
  const names = (credential) => [make('a', { href: identityLink(credential.identity) }, foreign(credential.identity.name)),
    make('span', { class: 'under' }, make('span', { class: 'mono' }, foreign(credential.redacted)), ` · ${isOver(credential) ? 'was exposed' : 'exposed'} ${span(credential.exposure)}`)];
  let shown = 20;
  const more = make('button', { type: 'button', class: 'screen', click: () => { shown += 40; show(); } });
  const show = () => {
    holder.replaceChildren(exposureRows(dated.slice(0, shown), names));
    more.hidden = dated.length <= shown;
    more.textContent = `Show more of ${counted(dated.length, 'credential')}`;
  };
  show();
  return part('exposure', 'Exposure', make('p', { class: 'quiet' }, 'Each credential from its introduction to its rotation or expiry, the longest first. Deletion does not end exposure: history keeps it.'),
    make('div', { class: 'panel' }, holder, exposureLegend(), more));
}

function decisionsPart() {
  const rows = [...roll.decisions].reverse().map((entry) => {
    const identity = byID.get(entry.identity);
    return [make('span', { class: 'nowrap' }, date(entry.at)), capital(words(entry.action)) + (entry.until ? ` until ${date(entry.until)}` : ''),
      identity ? make('a', { href: identityLink(identity) }, foreign(identity.name)) : make('span', { class: 'mono' }, foreign(entry.subject)), [foreign(entry.reason), entry.owner ? [' owner: ', foreign(entry.owner)] : ''], foreign(entry.by), make('span', { class: 'mono', title: entry.hash }, entry.hash.slice(0, 10))];
  });
  const chain = roll.log.fault ? 'The chain is broken.' : roll.log.heads.length ? `The chain is whole; its head is ${roll.log.heads.join(', ')}.` : '';
  return part('decisions', 'Decisions', rows.length ? grid('Decisions', ['Date', 'Decision', 'About', 'Reason', 'By', 'Entry'], rows) : make('p', { class: 'quiet' }, 'Nothing was decided yet.'),
    make('p', { class: 'quiet mono' }, chain));
}

function scannedPart() {
  const sources = roll.sources.map((source, number) => [foreign(source.name), source.kind, make('span', { class: 'nowrap' }, date(source.finished)), source.whole ? 'all of it' : make('strong', {}, 'never all of it'),
    make('a', { href: link({ source: String(number) }) }, count(roll.identities.filter((row) => row.sourceSet.has(number)).length))]);
  const runs = roll.runs.map((run) => [make('span', { class: 'mono' }, run.id.slice(0, 12)), make('span', { class: 'nowrap' }, date(run.finished)), count(run.sources), count(run.findings), run.complete ? 'complete' : make('strong', {}, 'something could not be read')]);
  return part('scanned', 'What was scanned', grid('Sources', ['Source', 'Kind', 'Scanned last', 'How much', 'Identities'], sources), make('h3', { class: 'runs' }, 'Runs, the latest first'),
    grid('Runs', ['Run', 'Finished', 'Sources', 'Findings', 'Coverage'], runs));
}

function remember() {
  const address = link({ ...table.filter, sort: (table.isDescending ? '-' : '') + table.sort });
  lastList = address;
  try { history.replaceState(null, '', address); } catch { /* some browsers refuse on files */ }
}

let place = 0;
function follow() {
  const [name, query] = location.hash.slice(1).split('?');
  const report = document.getElementById('report'), detail = document.getElementById('detail');
  const identity = name.startsWith('identity/') ? byID.get(decodeURIComponent(name.slice(9))) : undefined;
  if (identity) {
    if (detail.hidden) place = window.scrollY;
    showDetail(identity);
  }
  const wasDetail = !detail.hidden;
  report.hidden = Boolean(identity);
  detail.hidden = !identity;
  document.title = identity ? `${identity.name} – ${roll.title}` : roll.title;
  for (const one of document.querySelectorAll('.sections a')) {
    if (one.hash === '#' + (identity ? 'identities' : name || 'overview')) one.setAttribute('aria-current', 'true'); else one.removeAttribute('aria-current');
  }
  drawings.forEach((redraw) => redraw());
  if (identity) {
    window.scrollTo(0, 0);
    document.getElementById('detail-title').focus({ preventScroll: true });
    return;
  }
  if (name === 'identities' && query !== undefined) {
    const given = new URLSearchParams(query);
    table.filter = Object.fromEntries(FILTERS.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
    const sort = given.get('sort') || 'state';
    table.isDescending = sort.startsWith('-');
    table.sort = sort.replace('-', '');
    lastList = location.hash;
    writeFilter();
    updateTable();
  }
  if (wasDetail && name === 'identities') window.scrollTo(0, place);
  else document.getElementById(name)?.scrollIntoView();
}

const THEMES = ['system', 'light', 'dark'];
function setTheme(theme) {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', theme);
  document.getElementById('theme').textContent = 'Theme: ' + theme;
}

function remembered(write) {
  try {
    if (write) localStorage.setItem('rollcall-theme', write);
    return localStorage.getItem('rollcall-theme') || 'system';
  } catch { return write || 'system'; }
}

document.getElementById('theme').addEventListener('click', () => {
  const now = document.documentElement.getAttribute('data-theme') || 'system';
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  remembered(next);
  setTheme(next);
});
setTheme(THEMES.includes(remembered()) ? remembered() : 'system');
document.getElementById('print').addEventListener('click', () => window.print());
window.addEventListener('beforeprint', () => { drawings.forEach((redraw) => redraw()); showTable(true); });
window.addEventListener('afterprint', () => showTable(false));
window.addEventListener('hashchange', follow);

document.getElementById('report').append(overviewPart(), sprawlPart(), exposurePart(), identitiesPart(), decisionsPart(), scannedPart());
updateTable();
document.getElementById('report').hidden = false;
follow();
document.documentElement.dataset.ready = 'true';
