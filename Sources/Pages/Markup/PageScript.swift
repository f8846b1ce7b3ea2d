/// The page's script: navigation, search and sort, values under the pointer, the chooser of heat maps.
/// The page is whole without it. It reads what the page already says, and adds no data.
enum PageScript {
  static let text: HTML = """
    (() => {
    'use strict';
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];
    const make = (name, properties) => Object.assign(document.createElement(name), properties);
    document.documentElement.classList.add('scripted');

    const titles = all('main > section > h2[id]');
    const header = document.querySelector('main > header');
    if (header && titles.length > 2) {
      const nav = make('nav', {ariaLabel: 'sections'});
      titles.forEach(title => nav.append(make('a', {href: '#' + title.id, textContent: title.textContent})));
      header.after(nav);
    }

    // '3 m 20 s', '12.3 ms', '99.3 %', '1 234': a number to sort by.
    const units = {us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, B: 1, kB: 1e3, MB: 1e6, GB: 1e9};
    const number = text => {
      const plain = text.replace(/\\u202f/g, '').replace(/^> /, '');
      if (!/^-?[\\d.]+( (us|ms|s|m|h|kB|MB|GB|B|%))?( \\d+ [sm])?$/.test(plain)) return NaN;
      return [...plain.matchAll(/(-?[\\d.]+)(?: (\\w+))?/g)].reduce((sum, part) => sum + part[1] * (units[part[2]] || 1), 0);
    };
    const value = (row, column) => {
      const cell = row.cells[column];
      return (cell.firstChild ? cell.firstChild.textContent : '').trim();
    };
    const sort = (table, column, isUp) => {
      const body = table.tBodies[0];
      [...body.rows].sort((left, right) => {
        const [a, b] = [value(left, column), value(right, column)];
        const [x, y] = [number(a), number(b)];
        if (isNaN(x) && isNaN(y)) return (isUp ? 1 : -1) * a.localeCompare(b);
        if (isNaN(x) || isNaN(y)) return isNaN(x) ? 1 : -1;
        return isUp ? x - y : y - x;
      }).forEach(row => body.append(row));
    };
    all('table.sortable').forEach(table => {
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => {
        if (!head.textContent) return;
        const button = make('button', {type: 'button', textContent: head.textContent});
        head.replaceChildren(button);
        button.addEventListener('click', () => {
          const isUp = head.ariaSort === null ? !head.classList.contains('n') : head.ariaSort !== 'ascending';
          heads.forEach(other => other.removeAttribute('aria-sort'));
          head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
          sort(table, column, isUp);
        });
      });
    });
    all('input[data-table]').forEach(input => {
      // One table, or all of the page: their rows are found by the titles above them, too.
      const one = document.getElementById(input.dataset.table);
      const rows = (one ? [one] : all('table.sortable')).flatMap(table => [...table.tBodies[0].rows]);
      const title = row => one ? '' : row.closest('section').querySelector('h2').textContent + ' ';
      const texts = rows.map(row => (title(row) + row.textContent).toLowerCase());
      const status = input.closest('.tools').querySelector('[role=status]');
      input.addEventListener('input', () => {
        const words = input.value.toLowerCase().split(' ').filter(word => word);
        let shown = 0;
        rows.forEach((row, index) => {
          row.hidden = !words.every(word => texts[index].includes(word));
          shown += row.hidden ? 0 : 1;
        });
        if (!one) new Set(rows.map(row => row.closest('section'))).forEach(section => {
          section.hidden = ![...section.querySelectorAll('tbody tr')].some(row => !row.hidden);
        });
        status.textContent = words.length ? shown + ' of ' + rows.length : '';
      });
    });

    all('.chart[data-step]').forEach(chart => {
      const svg = chart.querySelector('svg'), table = chart.querySelector('.values');
      if (!svg || !table) return;
      const [left, step, top, bottom] = chart.dataset.step.split(' ').map(Number);
      const names = [...table.tHead.rows[0].cells].map(cell => cell.textContent);
      const rows = [...table.tBodies[0].rows];
      const tip = make('div', {className: 'tip', hidden: true}), width = svg.viewBox.baseVal.width;
      tip.setAttribute('role', 'status');
      const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
      line.setAttribute('class', 'pointer');
      line.setAttribute('y1', top);
      line.setAttribute('y2', bottom);
      chart.append(tip);
      let at = -1;
      const hide = () => { tip.hidden = true; line.remove(); at = -1; };
      const show = index => {
        at = Math.min(Math.max(index, 0), rows.length - 1);
        const x = left + (at + 0.5) * step;
        line.setAttribute('x1', x);
        line.setAttribute('x2', x);
        svg.append(line);
        const cells = [...rows[at].cells].map(cell => cell.textContent);
        tip.textContent = cells.map((text, i) => i ? names[i] + '  ' + text : text)
          .filter((text, i) => i === 0 || cells[i]).join('\\n');
        tip.hidden = false;
        const place = x / width * svg.clientWidth;
        tip.style.left = Math.max(0, place > svg.clientWidth / 2 ? place - tip.offsetWidth - 10 : place + 10) + 'px';
        tip.style.top = svg.offsetTop + 14 + 'px';
      };
      svg.addEventListener('pointermove', event => {
        const box = svg.getBoundingClientRect();
        const index = Math.floor(((event.clientX - box.left) / box.width * width - left) / step);
        if (index < 0 || index >= rows.length) hide(); else if (index !== at) show(index);
      });
      svg.addEventListener('pointerleave', hide);
      svg.addEventListener('blur', hide);
      svg.tabIndex = 0;
      svg.addEventListener('keydown', event => {
        const move = {ArrowLeft: -1, ArrowRight: 1}[event.key];
        if (move) { show(at < 0 ? (move > 0 ? 0 : rows.length - 1) : at + move); event.preventDefault(); }
        if (event.key === 'Escape') hide();
      });
    });

    const maps = all('.map'), choice = document.getElementById('map'), colour = document.getElementById('colour');
    if (choice) {
      const choose = () => maps.forEach((map, index) => { map.hidden = index !== choice.selectedIndex; });
      choice.addEventListener('change', choose);
      choose();
    }
    if (colour) colour.addEventListener('change', () =>
      colour.closest('.maps').classList.toggle('by-success', colour.value === 'success'));
    })();
    """
}
