// Everything is made of nodes and text, never of markup: what a repository holds cannot become part of the page.
function make(tag, attributes, ...children) {
  const element = tag.startsWith('svg:')
    ? document.createElementNS('http://www.w3.org/2000/svg', tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? (name.startsWith('aria-') ? 'true' : '') : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/// Text of strangers: its direction stays its own.
function foreign(text) { return make('bdi', {}, text ?? ''); }

function link(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined));
  const text = query.toString();
  return '#identities' + (text ? '?' + text : '');
}

function identityLink(identity) { return '#identity/' + encodeURIComponent(identity.id); }

function stateBadge(state) {
  return make('span', { class: 'state ' + state, title: STATE_MEANINGS[state] }, STATE_WORDS[state] || state);
}

function part(id, title, ...children) {
  return make('section', { id, 'aria-labelledby': id + '-title' }, make('h2', { id: id + '-title' }, title), ...children);
}

/// The numbers of a chart for those who cannot see it.
function numbers(caption, heads, rows) {
  return make('details', {}, make('summary', {}, 'The numbers'),
    make('table', {}, make('caption', {}, caption),
      make('thead', {}, make('tr', {}, heads.map((head) => make('th', { scope: 'col' }, head)))),
      make('tbody', {}, rows.map((row) => make('tr', {}, row.map((cell, column) =>
        make(column ? 'td' : 'th', column ? {} : { scope: 'row' }, String(cell))))))));
}

/// Calls `draw` with the width there is, now and whenever it changes.
const drawings = [];
function drawing(draw) {
  const holder = make('div', {});
  let drawn = 0;
  const redraw = () => {
    const width = Math.floor(holder.clientWidth);
    if (width < 40 || width === drawn) return;
    drawn = width;
    holder.replaceChildren(draw(width));
  };
  drawings.push(redraw);
  new ResizeObserver(redraw).observe(holder);
  return holder;
}
