// Charts, drawn as SVG from introductions, removals and rotations.

/// Ends of up to `most` equal steps of whole months from the first introduction to now.
function periods(first, most) {
  const start = new Date(first * 1000), end = new Date(roll.made * 1000);
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth() + 1;
  const step = [1, 3, 6, 12, 24, 60].find((size) => months / size <= most) || 120;
  const steps = [];
  let year = start.getUTCFullYear(), month = Math.floor(start.getUTCMonth() / Math.min(step, 12)) * Math.min(step, 12);
  while (steps.length <= most + 1) {
    const from = Date.UTC(year, month, 1) / 1000, to = Date.UTC(year, month + step, 1) / 1000;
    if (from > roll.made) break;
    const name = step >= 12 ? String(year) : `${year}-${String(month + 1).padStart(2, '0')}`;
    steps.push({ from, to, name });
    month += step;
    year += Math.floor(month / 12);
    month %= 12;
  }
  return { steps, unit: { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' }[step] || `${step / 12} years` };
}

function trend() {
  const dated = credentials.filter((credential) => credential.introduced !== undefined);
  if (!dated.length) return make('p', { class: 'quiet' }, 'No credential has a date.');
  const { steps, unit } = periods(dated.reduce((low, one) => Math.min(low, one.introduced), roll.made), 36);
  const counts = steps.map((step) => ({ ...step, standing: 0, came: 0, went: 0 }));
  const first = steps[0].from;
  const indexOf = (time) => {
    let low = 0, high = steps.length - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (steps[middle].from <= time) low = middle; else high = middle - 1; }
    return low;
  };
  for (const credential of dated) {
    counts[indexOf(Math.max(first, credential.introduced))].came += 1;
    const end = exposureEnd(credential);
    if (end < roll.made) counts[indexOf(Math.max(first, end))].went += 1;
    const stands = new Set();
    for (const place of credential.places) {
      const [from, to] = standing(place, credential.identity);
      for (let index = indexOf(Math.max(first, from)); index < steps.length; index += 1) {
        if (Math.min(steps[index].to - 1, roll.made) > to) break;
        stands.add(index);
      }
    }
    for (const index of stands) counts[index].standing += 1;
  }
  const chart = drawing((width) => trendChart(counts, unit, width));
  return make('div', {}, chart,
    make('ul', { class: 'legend' }, legend('standing', 'standing in files'), legend('came', `introduced in the ${unit}`), legend('went', 'rotated or expired in it')),
    numbers(`Credentials by ${unit}`, [unit, 'standing in files', 'introduced', 'rotated or expired'],
      counts.map((step) => [step.name, step.standing, step.came, step.went])));
}

function legend(name, text) {
  return make('li', {}, make('svg:svg', { width: 12, height: 12, 'aria-hidden': true }, make('svg:rect', { class: name, x: 1, y: 1, width: 10, height: 10 })), text);
}

function trendChart(counts, unit, width) {
  const left = 48, height = 190, middle = 128, step = (width - left - 4) / counts.length;
  const highest = Math.max(1, ...counts.map((one) => one.standing));
  const busiest = Math.max(1, ...counts.map((one) => Math.max(one.came, one.went)));
  const y = (value) => middle - 16 - value / highest * (middle - 30);
  let path = `M${left} ${y(0)}`;
  counts.forEach((one, index) => { path += `V${y(one.standing)}H${left + (index + 1) * step}`; });
  const last = counts[counts.length - 1];
  const svg = make('svg:svg', { width, height, role: 'img', 'aria-label': `Credentials standing in files by ${unit}: ${last.standing} at the end, ${highest} at most.` },
    make('svg:path', { class: 'standing', d: path + `V${y(0)}Z` }),
    make('svg:line', { class: 'axis', x1: left, x2: width, y1: y(0), y2: y(0) }),
    make('svg:text', { x: left - 6, y: y(highest) + 4, 'text-anchor': 'end' }, count(highest)),
    make('svg:text', { x: left - 6, y: y(0) + 4, 'text-anchor': 'end' }, '0'));
  const base = 148, scale = 16 / busiest, bar = Math.max(1, Math.min(12, step - 2));
  counts.forEach((one, index) => {
    const x = left + index * step + (step - bar) / 2;
    if (one.came) svg.append(make('svg:rect', { class: 'came', x, width: bar, y: base - one.came * scale, height: one.came * scale }));
    if (one.went) svg.append(make('svg:rect', { class: 'went', x, width: bar, y: base + 1, height: one.went * scale }));
  });
  svg.append(make('svg:line', { class: 'axis', x1: left, x2: width, y1: base, y2: base }));
  const every = Math.ceil(counts.length / Math.max(1, Math.floor((width - left) / 70)));
  counts.forEach((one, index) => {
    if (index % every === 0) svg.append(make('svg:text', { x: left + index * step, y: height - 8 }, one.name));
  });
  return svg;
}

function ages() {
  const rows = AGES.map(([name, low, high]) => ({ name, low, high, head: 0, history: 0 }));
  for (const credential of credentials) {
    const days = ageInDays(credential);
    if (days === undefined) continue;
    const row = rows.find((one) => days >= one.low && days < one.high) || rows[0];
    if (credential.state === 'exposed') row.head += 1; else row.history += 1;
  }
  const most = Math.max(1, ...rows.map((row) => row.head + row.history));
  const chart = drawing((width) => {
    const left = 104, line = 25, room = width - left - 48;
    const svg = make('svg:svg', { width, height: rows.length * line + 4, role: 'group', 'aria-label': 'Ages of credentials that were not rotated' });
    rows.forEach((row, index) => {
      const y = index * line + 3, total = row.head + row.history;
      const head = row.head / most * room, history = row.history / most * room;
      const bars = [
        make('svg:rect', { class: 'came', x: left, y, width: head, height: 17 }),
        make('svg:rect', { class: 'older', x: left + head, y, width: history, height: 17 }),
        make('svg:text', { class: 'strong', x: left + head + history + 6, y: y + 13 }, count(total)),
      ];
      svg.append(make('svg:text', { x: left - 8, y: y + 13, 'text-anchor': 'end' }, row.name));
      svg.append(total ? make('svg:a', { href: link({ age: String(index) }), 'aria-label': `${row.name}: ${total}` }, ...bars) : bars[2]);
    });
    return svg;
  });
  return make('div', {}, chart, make('ul', { class: 'legend' }, legend('came', 'in files'), legend('older', 'in history only')),
    numbers('Credentials that were neither rotated nor expired, by age', ['age', 'in files', 'in history only'], rows.map((row) => [row.name, row.head, row.history])));
}

const MARKS = {
  introduced: ['full', 'circle'], reused: ['full', 'circle'], reintroduced: ['full', 'circle'], moved: ['', 'tick'],
  removed: ['', 'circle'], vaulted: ['good', 'circle'], gone: ['', 'cross'], rotated: ['good', 'diamond'], expired: ['', 'diamond'],
  decided: ['decided', 'triangle'],
};

function mark(kind, x, y, title) {
  const [face, shape] = MARKS[kind] || ['', 'tick'];
  const paths = {
    circle: `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z`, diamond: `M${x} ${y - 6}L${x + 5} ${y}L${x} ${y + 6}L${x - 5} ${y}Z`,
    tick: `M${x} ${y - 5}V${y + 5}`, cross: `M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x + 4} ${y - 4}L${x - 4} ${y + 4}`,
    triangle: `M${x} ${y - 5}L${x + 5} ${y + 4}H${x - 5}Z`,
  };
  return make('svg:path', { class: 'mark ' + face, d: paths[shape] }, make('svg:title', {}, title));
}

/// One credential's life: thick while it stands in files, thin while only history holds it, pale once it was rotated or has expired.
function exposureBar(credential, from, to, width) {
  const height = 30, y = 15, room = width - 16;
  const x = (time) => 8 + Math.min(1, Math.max(0, (time - from) / Math.max(1, to - from))) * room;
  const start = credential.introduced ?? from, end = exposureEnd(credential);
  const files = credential.places.map((place) => standing(place, credential.identity)).sort((a, b) => a[0] - b[0]);
  const sentence = `${date(credential.introduced) || 'unknown'} to ${isOver(credential) ? date(end) : 'now'}: exposed for ${span(end - start)}`;
  const svg = make('svg:svg', { width, height, role: 'img', 'aria-label': sentence });
  if (end < to) svg.append(make('svg:rect', { class: 'over', x: x(end), y: y - 2, width: Math.max(0, x(to) - x(end)), height: 4 }));
  svg.append(make('svg:rect', { class: 'in-history', x: x(start), y: y - 2, width: Math.max(1, x(end) - x(start)), height: 4 }));
  for (const [begin, finish] of files) {
    const last = Math.min(finish, end);
    if (last >= begin) svg.append(make('svg:rect', { class: 'in-files', x: x(begin), y: y - 5, width: Math.max(2, x(last) - x(begin)), height: 10 }));
  }
  for (const event of credential.identity.events) {
    if (event.credential !== undefined && credential.identity.credentials[event.credential] !== credential) continue;
    if (!MARKS[event.kind]) continue;
    svg.append(mark(event.kind, x(event.at), y, `${date(event.at)} ${words(event.kind)}${event.by ? ' by ' + event.by : ''}`));
  }
  return svg;
}

function timeAxis(from, to, width) {
  const svg = make('svg:svg', { width, height: 20, 'aria-hidden': true });
  const first = new Date(from * 1000).getUTCFullYear(), last = new Date(to * 1000).getUTCFullYear();
  const room = width - 16, place = (time) => 8 + (time - from) / Math.max(1, to - from) * room;
  const isShort = last - first < 2;
  const ticks = [];
  for (let year = first; year <= last; year += 1) {
    for (const month of isShort ? [0, 3, 6, 9] : [0]) ticks.push([Date.UTC(year, month, 1) / 1000, isShort ? `${year}-${String(month + 1).padStart(2, '0')}` : String(year)]);
  }
  const shown = ticks.filter(([time]) => time >= from && time <= to);
  const every = Math.ceil(shown.length / Math.max(1, Math.floor(room / 60)));
  shown.forEach(([time, name], index) => {
    if (index % every) return;
    svg.append(make('svg:line', { class: 'axis', x1: place(time), x2: place(time), y1: 14, y2: 20 }));
    const isLast = place(time) > width - 36;
    svg.append(make('svg:text', { x: place(time), y: 11, 'text-anchor': isLast ? 'end' : 'start' }, name));
  });
  return svg;
}

/// Rows of credentials with a common axis.
function exposureRows(list, names) {
  const from = list.reduce((low, one) => Math.min(low, one.introduced ?? low), roll.made - 90 * DAY), to = roll.made;
  const rows = [make('div', { class: 'who' }), make('div', { class: 'bar' }, full((width) => timeAxis(from, to, width)))];
  for (const credential of list) {
    rows.push(make('div', { class: 'who' }, ...names(credential)), make('div', { class: 'bar' }, full((width) => exposureBar(credential, from, to, width))));
  }
  return make('div', { class: 'spans' }, rows);
}

function full(draw) {
  const holder = drawing(draw);
  holder.classList.add('full');
  return holder;
}

function exposureLegend() {
  const key = (text, ...shapes) => make('li', {}, make('svg:svg', { width: 26, height: 14, 'aria-hidden': true }, ...shapes), text);
  return make('ul', { class: 'legend' },
    key('in files', make('svg:rect', { class: 'in-files', x: 1, y: 2, width: 24, height: 10 })),
    key('in history only', make('svg:rect', { class: 'in-history', x: 1, y: 5, width: 24, height: 4 })),
    key('rotated or expired since', make('svg:rect', { class: 'over', x: 1, y: 5, width: 24, height: 4 })),
    key('introduced', mark('introduced', 13, 7, '')), key('removed', mark('removed', 13, 7, '')), key('rotated', mark('rotated', 13, 7, '')),
    key('expired', mark('expired', 13, 7, '')), key('decided', mark('decided', 13, 7, '')));
}
