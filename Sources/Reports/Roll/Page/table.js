// The table of identities: filtered and sorted in memory, shown a page at a time.
const COLUMNS = [
  { name: 'name', label: 'Identity', value: (row) => row.order, cell: nameCell, class: 'name' },
  { name: 'kind', label: 'Kind', value: (row) => row.kind + '\n' + row.provider, cell: (row) => [words(row.kind), make('span', { class: 'under' }, foreign(row.provider))], class: 'nowrap' },
  { name: 'state', label: 'State', value: (row) => STATES.indexOf(row.state), cell: (row) => stateBadge(row.state) },
  { name: 'places', label: 'Places', value: (row) => -row.places.length, cell: (row) => count(row.placeCount), class: 'number' },
  { name: 'sources', label: 'Sources', value: (row) => -row.sourceCount, cell: (row) => count(row.sourceCount), class: 'number' },
  { name: 'age', label: 'Age', value: (row) => row.introduced ?? Infinity, cell: ageCell, class: 'number' },
  { name: 'rotated', label: 'Rotated', value: (row) => row.rotated ?? 0, cell: (row) => date(row.rotated), class: 'nowrap' },
  { name: 'owner', label: 'Owner', value: (row) => row.owner ? row.owner.toLowerCase() : '', cell: ownerCell, class: 'owner' },
  { name: 'decision', label: 'Decision', value: (row) => row.decision || '~', cell: decisionCell },
];
const FILTERS = ['q', 'state', 'kind', 'provider', 'source', 'owner', 'gap', 'age', 'decision'];
const table = { filter: {}, sort: 'state', isDescending: false, page: 0, size: 50, rows: [] };

function nameCell(row) {
  return [make('a', { href: identityLink(row) }, foreign(row.name)),
    make('span', { class: 'under' }, make('span', { class: 'mono' }, row.id), row.account ? [' · ', foreign(row.account)] : '', row.resolved ? '' : ' · unresolved')];
}

/// A person's address goes below the name.
function ownerCell(row) {
  if (!row.owner) return make('span', { class: 'quiet' }, 'none');
  const [, name, address] = /^(.+) <([^<>]+)>$/.exec(row.owner) || [null, row.owner, ''];
  return [foreign(name), address ? make('span', { class: 'under' }, foreign(address)) : ''];
}

function ageCell(row) {
  return row.introduced === undefined ? '' : make('span', { title: 'since ' + date(row.introduced) }, span(roll.made - row.introduced));
}

function decisionCell(row) {
  if (!row.decision) return '';
  return [capital(words(row.decision)), row.until ? make('span', { class: 'under' }, 'until ' + date(row.until)) : ''];
}

function applyTable() {
  const column = COLUMNS.find((one) => one.name === table.sort) || COLUMNS[0];
  const rows = roll.identities.filter((identity) => matches(identity, table.filter));
  const keys = new Map(rows.map((row) => [row, column.value(row)]));
  const sign = table.isDescending ? -1 : 1;
  rows.sort((a, b) => {
    const [left, right] = [keys.get(a), keys.get(b)];
    if (left < right) return -sign;
    if (left > right) return sign;
    return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
  });
  table.rows = rows;
  table.page = Math.min(table.page, Math.max(0, Math.ceil(rows.length / table.size) - 1));
}

function tableRow(row) {
  return make('tr', {}, COLUMNS.map((column) =>
    make('td', { class: column.class, 'data-label': column.name === 'name' ? null : column.label }, column.cell(row))));
}

/// - isWhole: all rows, for print.
function showTable(isWhole) {
  const start = isWhole ? 0 : table.page * table.size;
  const shown = table.rows.slice(start, isWhole ? Math.min(table.rows.length, 1000) : start + table.size);
  document.getElementById('rows').replaceChildren(...shown.map(tableRow));
  for (const head of document.querySelectorAll('.rows th')) {
    if (head.dataset.column === table.sort) head.setAttribute('aria-sort', table.isDescending ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  }
  const end = start + shown.length;
  document.getElementById('count').textContent = table.rows.length
    ? `${count(start + 1)}–${count(end)} of ${counted(table.rows.length, 'identity', 'identities')}` : 'No identity fits these filters.';
  document.getElementById('back').disabled = start === 0;
  document.getElementById('next').disabled = end >= table.rows.length;
}

function updateTable(keepsPage) {
  if (!keepsPage) table.page = 0;
  applyTable();
  showTable(false);
}

function options(values, all, name) {
  return [make('option', { value: '' }, all), ...values.map(([value, number]) => make('option', { value }, `${name ? name(value) : value} (${count(number)})`))];
}

function tally(values) {
  const numbers = new Map();
  for (const value of values) numbers.set(value, (numbers.get(value) || 0) + 1);
  return [...numbers].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function select(name, label, choices) {
  return make('label', {}, label, make('select', { name, change: changeFilter }, choices));
}

let waiting;
function changeFilter(event) {
  clearTimeout(waiting);
  waiting = setTimeout(readFilter, event && event.type === 'input' ? 90 : 0);
}

function readFilter() {
  const form = document.getElementById('filters');
  table.filter = {};
  for (const name of FILTERS) if (form.elements[name].value) table.filter[name] = form.elements[name].value.trim();
  updateTable();
  remember();
}

function writeFilter() {
  const form = document.getElementById('filters');
  for (const name of FILTERS) form.elements[name].value = table.filter[name] || '';
}

function identitiesPart() {
  const owners = tally(roll.identities.map((row) => row.owner || '–'));
  const sources = tally(roll.identities.flatMap((row) => [...row.sourceSet]));
  const decisions = tally(roll.identities.map((row) => row.decision || '–'));
  const gaps = roll.gaps.map((gap, number) => [String(number), roll.identities.filter((row) => row.gaps.includes(number)).length]).filter(([, number]) => number);
  const none = (value) => value === '–' ? 'none' : value;
  const form = make('form', { id: 'filters', class: 'filters', role: 'search', 'aria-label': 'Filter identities', submit: (event) => event.preventDefault() },
    make('label', { class: 'wide' }, 'Name, account, owner, path or fingerprint', make('input', { type: 'search', name: 'q', autocomplete: 'off', spellcheck: 'false', input: changeFilter })),
    select('state', 'State', options(tally(roll.identities.map((row) => row.state)), 'All states', (value) => STATE_WORDS[value])),
    select('kind', 'Kind', options(tally(roll.identities.map((row) => row.kind)), 'All kinds', words)),
    select('provider', 'Provider', options(tally(roll.identities.map((row) => row.provider)), 'All providers')),
    select('source', 'Source', options(sources.map(([value, number]) => [String(value), number]), 'All sources', (value) => roll.sources[value].name)),
    select('owner', 'Owner', options(owners, 'All owners', none)),
    select('gap', 'Needs attention', options(gaps, 'Everything', (value) => roll.gaps[value].title)),
    select('age', 'Age of a credential', AGES.map(([name], number) => [String(number), name]).reduce((list, [value, name]) => [...list, make('option', { value }, name)], [make('option', { value: '' }, 'Any age')])),
    select('decision', 'Decision', options(decisions, 'All', (value) => none(words(value)))),
    make('button', { type: 'button', click: () => { table.filter = {}; writeFilter(); readFilter(); } }, 'Show all'));
  const heads = COLUMNS.map((column) => make('th', { scope: 'col', 'data-column': column.name, class: column.class === 'number' ? 'number' : null },
    make('button', { type: 'button', click: () => sortBy(column.name) }, column.label)));
  const size = make('select', { 'aria-label': 'Rows a page', change: (event) => { table.size = Number(event.target.value); updateTable(); } },
    [50, 100, 250].map((number) => make('option', { value: number }, `${number} rows`)));
  return part('identities', 'Identities',
    roll.total > roll.identities.length ? make('p', { class: 'notice' }, `This page holds the first ${count(roll.identities.length)} of ${count(roll.total)} identities; “rollcall roll list” has all of them.`) : '',
    form,
    make('div', { class: 'scroll', role: 'region', 'aria-label': 'Table of identities', tabindex: 0 },
      make('table', { class: 'rows' }, make('caption', { class: 'unseen' }, 'Identities; the buttons in the heads sort'), make('thead', {}, make('tr', {}, heads)), make('tbody', { id: 'rows' }))),
    make('div', { class: 'pager' }, make('span', { id: 'count', role: 'status', 'aria-live': 'polite' }),
      make('div', { class: 'turn' }, size, make('button', { type: 'button', id: 'back', click: () => turn(-1) }, 'Back'), make('button', { type: 'button', id: 'next', click: () => turn(1) }, 'Next'))));
}

function sortBy(name) {
  table.isDescending = table.sort === name && !table.isDescending;
  table.sort = name;
  updateTable();
  remember();
}

function turn(by) {
  table.page += by;
  showTable(false);
  document.querySelector('#identities .scroll').scrollIntoView({ block: 'nearest' });
}
