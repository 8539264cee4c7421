'use strict';
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const themes = JSON.parse(one('#theme-names').textContent);
  const articles = all('article.doc');
  const kinds = {boilerplate: '导航、版权等', spam: '广告', byline: '署名', caption: '图注'};

  /* Make an element: text goes in as text, never as markup. */
  const make = (tag, classes, ...children) => {
    const element = document.createElement(tag);
    if (classes) element.className = classes;
    element.append(...children);
    return element;
  };

  /* The text of a document, parsed when it is first asked for. */
  const parsed = new Map();
  const textOf = number => {
    if (!parsed.has(number)) {
      const block = one('#text-' + number);
      parsed.set(number, block ? JSON.parse(block.textContent) : null);
    }
    return parsed.get(number);
  };
  const plain = new Map();
  const plainOf = number => {
    if (!plain.has(number)) {
      const found = textOf(number);
      const head = articles[number].querySelector('h3').textContent + '\n' + articles[number].querySelector('.about').textContent;
      plain.set(number, (head + '\n' + (found ? found.blocks.map(block => block.text).join('\n') : articles[number].textContent)).toLowerCase());
    }
    return plain.get(number);
  };

  /* ---- filters ---- */
  const fields = {theme: one('#f-theme'), region: one('#f-region'), year: one('#f-year'), text: one('#f-text')};
  const rows = new Map(all('#heat tbody tr').map(row => [Number(row.dataset.doc), row]));
  const themeLines = all('.theme .line').map(line => ({line, number: Number(line.dataset.doc), text: line.textContent.toLowerCase()}));
  let visible = new Set(articles.map((_, number) => number));
  let opened = -1;

  const wanted = () => ({
    theme: fields.theme.value, year: fields.year.value,
    region: fields.region.value.trim(), text: fields.text.value.trim().toLowerCase(),
  });

  const matches = (article, number, want) =>
    (!want.theme || article.dataset.themes.split(' ').includes(want.theme)) &&
    (!want.year || article.dataset.year === want.year) &&
    (!want.region || article.dataset.region.includes(want.region)) &&
    (!want.text || plainOf(number).includes(want.text));

  const filter = () => {
    const want = wanted();
    visible = new Set();
    articles.forEach((article, number) => { if (matches(article, number, want)) visible.add(number); });
    rows.forEach((row, number) => { row.hidden = !visible.has(number); });
    themeLines.forEach(({line, number, text}) => { line.hidden = !visible.has(number) || Boolean(want.text && !text.includes(want.text)); });
    all('.theme').forEach(theme => {
      theme.hidden = Boolean(want.theme) && theme.dataset.theme !== want.theme;
      one('.none', theme).hidden = Boolean(one('.line:not([hidden])', theme)) || !one('.line', theme);
    });
    one('#f-count').value = visible.size + ' / ' + articles.length + ' 篇';
    showArticles();
    listHits(want.text);
  };

  const showArticles = () => {
    articles.forEach((article, number) => { article.hidden = opened >= 0 ? number !== opened : !visible.has(number); });
    one('.empty').hidden = visible.size > 0 || opened >= 0;
  };

  /* The first passages that hold the words, in the first fifty documents. */
  const listHits = text => {
    let shown = 0;
    articles.forEach((article, number) => {
      const list = one('.hits', article);
      list.hidden = true;
      if (!text || !visible.has(number) || shown >= 50) return;
      const found = textOf(number);
      const blocks = found ? found.blocks.filter(block => block.text.toLowerCase().includes(text)).slice(0, 3) : [];
      if (!blocks.length) return;
      shown += 1;
      list.replaceChildren(...blocks.map(block => hit(number, block, text)));
      list.hidden = false;
    });
  };

  const hit = (number, block, text) => {
    const place = block.text.toLowerCase().indexOf(text);
    const link = make('a', 'cite', '¶' + block.index);
    link.href = '#d' + number + '.p' + block.index;
    const start = Math.max(0, place - 24), end = place + text.length;
    return make('li', '', start ? '…' : '', block.text.slice(start, place), make('mark', 'hit', block.text.slice(place, end)),
      block.text.slice(end, end + 36), '… ', link);
  };

  let waiting = 0;
  one('.filters').addEventListener('input', () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(filter); });
  one('.filters').addEventListener('submit', event => event.preventDefault());
  one('.filters').addEventListener('reset', () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(filter); });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); fields.text.focus(); }
  });

  /* ---- the heat map is sorted by its columns ---- */
  const value = cell => { const text = cell.textContent.trim(); const number = parseFloat(text); return /^[\d.]+%?$/.test(text) ? number : text; };
  const compare = (left, right) => typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'zh');
  all('#heat [data-sort]').forEach(button => button.addEventListener('click', () => {
    const column = Number(button.dataset.sort), head = button.closest('th');
    const down = head.getAttribute('aria-sort') !== 'descending';
    all('#heat th').forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const sorted = Array.from(rows.values()).map(row => [value(row.cells[column]), row]).sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1));
    one('#heat tbody').append(...sorted.map(pair => pair[1]));
  }));

  /* ---- the text of one document ---- */
  const digestSpans = number => all('.line[data-doc="' + number + '"] .cite').map(link => spanOf(link.hash)).filter(Boolean);
  const spanOf = hash => { const found = /^#d\d+\.p(\d+)\.(\d+)-(\d+)$/.exec(hash); return found && {paragraph: +found[1], start: +found[2], end: +found[3]}; };
  const covers = (span, block, sentence) => span.paragraph === block.index && sentence[2] < span.end && span.start < sentence[3];

  /* The part of a sentence that a line covers; all of it where cleaning changed its length, so that places do not map. */
  const within = (span, [start, end, rawStart, rawEnd]) => rawEnd - rawStart !== end - start ? [start, end] :
    [Math.max(start, start + span.start - rawStart), Math.min(end, start + span.end - rawStart)];

  /* A block's text in pieces: cut where a sentence, a term of the evidence or a search hit begins or ends. */
  const pieces = (block, marks, query) => {
    const layers = [];
    (block.sentences || []).forEach(sentence => {
      marks.digested.filter(span => covers(span, block, sentence)).forEach(span => layers.push([...within(span, sentence), 'digested']));
      if (marks.target && covers(marks.target, block, sentence)) layers.push([...within(marks.target, sentence), 'target']);
    });
    (block.evidence || []).forEach(([theme, start, end]) => layers.push([start, end, 'e e' + theme]));
    const low = block.text.toLowerCase();
    for (let place = query ? low.indexOf(query) : -1; place >= 0; place = low.indexOf(query, place + query.length)) layers.push([place, place + query.length, 'hit']);
    if (!layers.length) return [block.text];
    const cuts = Array.from(new Set([0, block.text.length, ...layers.flatMap(layer => [layer[0], layer[1]])])).sort((a, b) => a - b);
    return cuts.slice(0, -1).map((start, number) => {
      const classes = layers.filter(layer => layer[0] <= start && start < layer[1]).map(layer => layer[2]);
      const piece = block.text.slice(start, cuts[number + 1]);
      return classes.length ? make('span', classes.join(' '), piece) : piece;
    });
  };

  const chip = (box, [theme, probability, unsure]) => {
    const button = make('button', 'chip t' + theme, themes[theme] + (unsure ? '？' : '') + ' ' + probability.toFixed(2));
    button.type = 'button';
    button.title = '概率 ' + probability.toFixed(2) + (unsure ? '（接近阈值）' : '') + '；移到此处或按下，标出依据词';
    button.setAttribute('aria-pressed', 'false');
    const light = on => all('.e' + theme, box).forEach(span => { span.classList.toggle('on', on); span.classList.toggle('t' + theme, on); });
    const kept = () => button.getAttribute('aria-pressed') === 'true';
    button.addEventListener('mouseenter', () => light(true));
    button.addEventListener('focus', () => light(true));
    button.addEventListener('mouseleave', () => light(kept()));
    button.addEventListener('blur', () => light(kept()));
    button.addEventListener('click', () => { button.setAttribute('aria-pressed', String(!kept())); light(kept()); });
    return button;
  };

  const paragraph = (block, marks, query) => {
    const box = make('div', 'block ' + block.kind, make('span', 'number', '¶' + block.index));
    if (block.themes) {
      box.classList.add('tagged', 't' + block.themes[0][0]);
      box.append(make('div', 'chips', ...block.themes.map(theme => chip(box, theme))));
    }
    box.append(make('p', '', ...pieces(block, marks, query)));
    return box;
  };

  const rendered = (number, block, marks, query) => {
    const heading = block.kind === 'heading' || block.kind === 'title';
    const element = heading ? make('h' + Math.min(6, 3 + (block.level || 1)), '', ...pieces(block, marks, query)) : paragraph(block, marks, query);
    element.id = 'd' + number + '.p' + block.index;
    element.tabIndex = -1;
    return element;
  };

  /* What cleaning set aside stays foldable, one fold for each run of such lines. */
  const body = (number, found, marks, query) => {
    const parts = [];
    let fold = null;
    found.blocks.forEach(block => {
      if (!(block.kind in kinds)) { fold = null; parts.push(rendered(number, block, marks, query)); return; }
      if (!fold) { fold = make('details', 'aside', make('summary', '')); fold.names = new Set(); parts.push(fold); }
      fold.names.add(kinds[block.kind]);
      const line = make('p', '', '¶' + block.index + ' ', ...pieces(block, marks, query));
      line.id = 'd' + number + '.p' + block.index;
      fold.append(line);
      fold.firstChild.textContent = '不入正文 ' + (fold.childElementCount - 1) + ' 行（' + Array.from(fold.names).join('、') + '）';
    });
    return parts;
  };

  const outline = (number, found) => {
    const items = found.blocks.filter(block => block.kind === 'heading' && block.text.length < 60).map(block => {
      const link = make('a', '', block.text);
      link.href = '#d' + number + '.p' + block.index;
      return make('li', 'l' + (block.level || 1), link);
    });
    const nav = make('nav', 'outline', make('strong', '', '章节'), make('ol', '', ...items));
    nav.setAttribute('aria-label', '章节');
    nav.hidden = !items.length;
    return nav;
  };

  const cleaned = found => {
    const rows = found.cleaning.map(rule => {
      const shown = rule.edits.map(edit => make('div', '', make('del', '', edit[0]), edit[1] ? ' → ' : '', make('ins', '', edit[1])));
      if (rule.count > rule.edits.length) shown.push(make('div', 'about', '……共 ' + rule.count + ' 处'));
      const cell = make('td', '', ...shown);
      return make('tr', '', make('th', '', rule.name), make('td', '', String(rule.count)), cell);
    });
    const total = found.cleaning.reduce((sum, rule) => sum + rule.count, 0);
    return make('details', 'aside cleaned', make('summary', '', '清洗删改 ' + total + ' 处'), make('table', '', make('tbody', '', ...rows)));
  };

  const open = (number, target) => {
    const article = articles[number], place = one('.text', article), found = textOf(number);
    const query = fields.text.value.trim().toLowerCase();
    const back = make('a', 'back', '← 全部文档');
    back.href = '#documents';
    if (!found) { place.replaceChildren(back, make('p', 'about', '文档太多，全文未收入本页；见 paragraphs.jsonl。')); place.hidden = false; return; }
    const marks = {digested: digestSpans(number), target};
    const key = make('p', 'key', '左侧色条与标签：段落主题；下划线：摘入摘要的句子；移到标签上：标出依据词。');
    const read = make('div', 'read', key, ...body(number, found, marks, query));
    place.replaceChildren(back, make('div', 'reader', outline(number, found), read), ...(found.cleaning.length ? [cleaned(found)] : []));
    place.hidden = false;
  };

  /* ---- where the address points ---- */
  const land = element => {
    if (!element) return;
    const fold = element.closest('details');
    if (fold) fold.open = true;
    element.scrollIntoView({block: 'center'});
    if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
    element.focus({preventScroll: true});
  };

  const route = () => {
    const hash = decodeURIComponent(location.hash) || '#overview';
    const place = /^#d(\d+)(?:\.p(\d+))?/.exec(hash);
    const view = place && +place[1] < articles.length ? 'documents' : hash.startsWith('#theme') ? 'themes' : hash === '#documents' ? 'documents' : 'overview';
    if (hash === '#main') return;
    if (opened >= 0) one('.text', articles[opened]).replaceChildren();
    articles.forEach(article => { one('.text', article).hidden = true; });
    opened = view === 'documents' && place ? +place[1] : -1;
    all('[data-view]').forEach(section => { section.hidden = section.dataset.view !== view; });
    all('[data-nav]').forEach(link => link.toggleAttribute('aria-current', link.dataset.nav === view));
    showArticles();
    one('#h-documents').hidden = opened >= 0;
    if (opened < 0) { const element = document.getElementById(hash.slice(1)); if (view === 'themes' && hash !== '#themes' && element) element.scrollIntoView(); else scrollTo(0, 0); return; }
    const span = spanOf(hash);
    open(opened, span);
    if (place[2]) land(one('.target') || document.getElementById('d' + place[1] + '.p' + place[2]));
    else { scrollTo(0, 0); one('h3', articles[opened]).focus({preventScroll: true}); }
  };

  document.documentElement.classList.add('js');
  addEventListener('hashchange', route);
  route();
})();
