#!/usr/bin/env python3
"""Opens the roll's HTML page in headless Chromium and uses it as a person would.

    python3 check_page.py PAGE.html

PAGE is made from `sample_roll.py 300`: some of its names attack the reader. Prints what was measured; exits 1 at the
first thing that is not as it should be, 3 where there is no browser.
"""
import hashlib
import json
import pathlib
import re
import sys
import time

import browser

ROWS = "[...document.querySelectorAll('#rows tr')]"
STATUS = "document.getElementById('count').textContent"
HIDDEN = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2028"


def expect(truth, what):
    if not truth:
        print(f"not so: {what}", file=sys.stderr)
        sys.exit(1)


def enlarged(page, count):
    """The same page with `count` identities: copies under other ids. The policy does not cover the data, so it stays valid."""
    text = page.read_text("utf-8")
    start = text.index('id="roll">') + len('id="roll">')
    end = text.index("</script>", start)
    data = json.loads(text[start:end])
    originals = data["identities"]
    data["identities"] = [
        {**originals[index % len(originals)], "id": hashlib.sha256(str(index).encode()).hexdigest()[:12],
         "name": f"copy {index} of {originals[index % len(originals)]['name']}"} for index in range(count)]
    data["total"] = count
    large = page.with_name("large.html")
    large.write_text(text[:start] + json.dumps(data).replace("<", "\\u003c") + text[end:], "utf-8")
    return large


def loads(page, tab):
    tab.open(page.as_uri())
    expect(tab.complaints == [], f"no complaint in the console: {tab.complaints}")
    expect({address for address in tab.requests if not address.startswith("about:")} == {page.as_uri()}, f"nothing is loaded: {tab.requests}")
    expect(tab.run("document.title") == "The roll", "the title is ours: no name was run")
    expect(tab.run("document.scripts.length") == 2, "there is the data, our script and no other")
    expect(tab.run("document.querySelectorAll('img, iframe, object, embed, link, base, form[action]').length") == 0, "no element came from a name")
    expect(tab.run("[...document.querySelectorAll('*')].every(e => e.getAttributeNames().every(n => !n.startsWith('on')))"), "no handler came from a name")
    expect(tab.run("[...document.links].every(a => a.getAttribute('href').startsWith('#'))"), "links stay on the page")
    shown = tab.run("document.body.innerText")
    expect("<script>document.title='run'</script>" in shown, "markup in a name is text")
    expect(not any(character in shown for character in HIDDEN), "no name hides or turns text")
    expect("\\u{202e}" in shown or "\\u{202e}" in tab.run("roll.identities.map(i => i.name).join()"), "what hides is made visible")


def filters(tab):
    total = tab.run("roll.identities.length")
    expect(tab.run(STATUS) == f"1–50 of {total} identities", tab.run(STATUS))
    tab.run("document.querySelector('#filters [name=q]').focus()")
    tab.call("Input.insertText", text="deploy/")
    wanted = tab.run("roll.identities.filter(i => i.places.some(p => p.path.includes('deploy/')) || i.text.includes('deploy/')).length")
    expect(0 < wanted < total, "the text is in some names")
    tab.wait(f"{STATUS}.includes(' of {wanted} ')")
    tab.run("const state = document.querySelector('#filters [name=state]'); state.value = 'exposed'; state.dispatchEvent(new Event('change'))")
    tab.wait(f"{ROWS}.every(row => row.querySelector('.state').textContent === 'Exposed')")
    expect("state=exposed" in tab.run("location.hash") and "q=deploy" in tab.run("location.hash"), "the address tells the filter")
    tab.run("[...document.querySelectorAll('#filters button')].at(-1).click()")
    tab.wait(f"{STATUS}.includes(' of {total} ')")
    tab.call("Input.insertText", text="")
    tab.run("document.querySelector('#filters [name=q]').value = 'no such thing'; readFilter()")
    expect(tab.run(STATUS) == "No identity fits these filters.", "an empty list says so")
    tab.run("[...document.querySelectorAll('#filters button')].at(-1).click()")
    tab.wait(f"{STATUS}.includes(' of {total} ')")


def sorts(tab):
    head = "document.querySelector('th[data-column=name]')"
    names = f"{ROWS}.map(row => row.querySelector('a').textContent.toLowerCase())"
    for direction in ("ascending", "descending"):
        tab.run(f"{head}.querySelector('button').click()")
        expect(tab.run(f"{head}.getAttribute('aria-sort')") == direction, f"the head says {direction}")
        found = tab.run(names)
        expect(found == sorted(found, reverse=direction == "descending"), f"rows are {direction}")
    tab.run("document.getElementById('next').click()")
    expect(tab.run(STATUS).startswith("51–"), "there is a next page")
    tab.run("document.getElementById('back').click()")


def opens_details(page, tab):
    tab.run("document.querySelector('#filters [name=state]').value = 'exposed'; readFilter()")
    expect(tab.run("document.querySelector('#rows a').focus(), document.activeElement.tagName") == "A", "a name takes the focus")
    name = tab.run("document.activeElement.textContent")
    tab.press("Enter", 13, "\r")
    tab.wait("!document.getElementById('detail').hidden")
    expect(tab.run("document.getElementById('detail-title').textContent") == name, "the detail is of that identity")
    expect(tab.run("document.activeElement.id") == "detail-title", "the focus follows")
    expect(tab.run("document.getElementById('report').hidden"), "the list is put away")
    parts = tab.run("[...document.querySelectorAll('#detail h2')].map(e => e.textContent)")
    expect({"Credentials", "Story"} <= set(parts) and any(part.startswith("Places") for part in parts), f"parts: {parts}")
    expect(tab.run("document.querySelectorAll('#detail svg .in-files').length") > 0, "a timeline is drawn")
    tab.run("document.querySelector('#detail a').click()")
    tab.wait("document.getElementById('detail').hidden")
    expect(tab.run("document.querySelector('#filters [name=state]').value") == "exposed", "the way back keeps the filter")

    decided = tab.run("roll.identities.find(i => i.decision).id")
    tab.run("document.documentElement.dataset.ready = ''")
    tab.call("Page.navigate", url="about:blank")
    tab.open(page.as_uri() + "#identity/" + decided)
    text = tab.run("document.getElementById('detail').innerText")
    expect("Accept until 2027-06-30" in text and "vendor migrates <b>soon</b>" in text, "a deep link shows the decision")
    hostile = tab.run("roll.identities.find(i => i.name.includes('</script>')).id")
    tab.run(f"location.hash = '#identity/{hostile}'")
    tab.wait("document.getElementById('detail-title').textContent.includes('</script>')")
    tab.run("location.hash = '#identities?state=in-history&sort=-age'")
    tab.wait("document.getElementById('detail').hidden")
    expect(tab.run(f"{ROWS}.every(row => row.querySelector('.state').textContent === 'In history')"), "a link into the list filters")


def looks(tab):
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.scheme("light")
    light = tab.run(ground)
    tab.scheme("dark")
    expect(tab.run(ground) != light, "the page follows the system")
    seen = []
    for _ in range(3):
        tab.run("document.getElementById('theme').click()")
        seen.append((tab.run("document.getElementById('theme').textContent"), tab.run(ground)))
    expect([text for text, _ in seen] == ["Theme: light", "Theme: dark", "Theme: system"], f"{seen}")
    expect(seen[0][1] == light and seen[1][1] != light, f"the button turns it: {seen}")
    tab.scheme("light")
    for width in (1280, 768, 360):
        tab.size(width, 900)
        time.sleep(0.1)
        for place in ("#overview", "#identity/" + tab.run("roll.identities[0].id")):
            tab.run(f"location.hash = '{place}'")
            time.sleep(0.1)
            expect(tab.run("document.documentElement.scrollWidth <= innerWidth"), f"nothing sticks out at {width} in {place}")
    tab.size(1280, 900)
    tab.run("location.hash = '#overview'")
    expect(tab.run("document.querySelectorAll('#overview svg').length") > 2 and tab.run("document.querySelectorAll('.sprawl td a').length") > 10, "charts are drawn")
    tab.run("window.dispatchEvent(new Event('beforeprint'))")
    expect(tab.run(f"{ROWS}.length") == tab.run("Math.min(1000, table.rows.length)"), "print has all rows")
    tab.run("window.dispatchEvent(new Event('afterprint'))")


def speaks(tab):
    """What a screen reader would read: everything one can use has a name."""
    nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
    for node in nodes:
        role = node.get("role", {}).get("value")
        if role in {"button", "link", "textbox", "searchbox", "combobox", "image", "img", "region", "navigation", "table", "heading", "search"} and not node.get("ignored"):
            expect(node.get("name", {}).get("value", "").strip(), f"a {role} without name")
    roles = {node.get("role", {}).get("value") for node in nodes}
    expect({"main", "navigation", "search", "table", "rowheader", "columnheader", "status"} <= roles, f"roles: {sorted(filter(None, roles))}")
    heads = tab.run("[...document.querySelectorAll('h1, h2, h3')].map(e => Number(e.tagName[1]))")
    expect(heads[0] == 1 and all(b - a <= 1 for a, b in zip(heads, heads[1:])), "no level of heading is left out")


def has_contrast(page):
    """WCAG 2.2, 1.4.3: text at 4.5 to 1 and more, in both themes."""
    style = page.read_text("utf-8").split("<style>")[1].split("</style>")[0]
    blocks = re.findall(r"--ground:[^}]*", style)

    def luminance(colour):
        parts = [int(colour[index:index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for block in blocks[:3]:
        colours = {name: value for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)}
        pairs = [(text, below) for text in ("ink", "quiet", "accent") for below in ("ground", "surface", "soft")]
        pairs += [(state, below) for state in ("exposed", "in-history", "expired", "vaulted", "declared", "gone") for below in (state + "-wash", "surface")]
        for text, below in pairs:
            high, low = sorted((luminance(colours[text]), luminance(colours[below])), reverse=True)
            ratio = (high + 0.05) / (low + 0.05)
            expect(ratio >= 4.5, f"{text} on {below} has a contrast of {ratio:.2f}")


def refuses(tab):
    """The policy is in force: neither markup nor another script gets in, not even through our own functions."""
    expect(tab.run("(() => { try { document.body.insertAdjacentHTML('beforeend', '<b>'); return false } catch { return true } })()"), "markup is refused")
    tab.complaints.clear()
    tab.run("(() => { const s = document.createElement('script'); try { s.append('document.title = 1') } catch {} document.body.append(s) })()")
    expect(tab.run("document.title") == "The roll", "another script is refused")
    end = time.monotonic() + 10
    while not tab.complaints and time.monotonic() < end:
        tab.run("0")
    expect(any("Content Security Policy" in text or "Trusted" in text for text in tab.complaints), f"the browser says so: {tab.complaints}")


def stays_quick(page, count):
    with browser.Browser() as tab:
        start = time.monotonic()
        tab.open(page.as_uri())
        loaded = time.monotonic() - start
        expect(tab.complaints == [], f"no complaint: {tab.complaints}")
        expect(tab.run(STATUS) == f"1–50 of {count:,} identities", tab.run(STATUS))
        # However many there are, so much is drawn.
        expect(tab.run("document.querySelectorAll('*').length") < 6000, "the page is of one size")
        times = {}
        for name, action in (("filter", "table.filter = {q: 'copy 99'}; updateTable()"), ("filter by state", "table.filter = {state: 'exposed'}; updateTable()"),
                             ("sort", "table.filter = {}; sortBy('name')"), ("sort by age", "sortBy('age')")):
            times[name] = tab.run(f"(() => {{ const start = performance.now(); {action}; document.body.offsetHeight; return performance.now() - start }})()")
        return f"{count} identities: shown after {loaded * 1000:.0f} ms; " + ", ".join(f"{name} {one:.0f} ms" for name, one in times.items())


def main():
    if not browser.find():
        print("there is no chromium", file=sys.stderr)
        return 3
    page = pathlib.Path(sys.argv[1]).resolve()
    has_contrast(page)
    with browser.Browser() as tab:
        tab.size(1280, 900)
        loads(page, tab)
        speaks(tab)
        filters(tab)
        sorts(tab)
        opens_details(page, tab)
        looks(tab)
        expect(tab.complaints == [], f"still no complaint: {tab.complaints}")
        refuses(tab)
    print(stays_quick(enlarged(page, 10_000), 10_000))
    return 0


if __name__ == "__main__":
    sys.exit(main())
