/// The script of a run under way: it puts the parts that the server has drawn in their places.
enum LiveScript {
  static let text: HTML = """
    (() => {
    'use strict';
    const seen = {}, status = document.getElementById('stream');
    const say = text => { if (status.textContent !== text) status.textContent = text; };
    const held = 'summary, .scroll, a, button';
    const put = (id, html) => {
      const part = document.getElementById(id), chosen = getSelection();
      if (!part || seen[id] === html) return;
      if (!chosen.isCollapsed && part.contains(chosen.anchorNode)) return;
      seen[id] = html;
      // What a reader has opened, scrolled or reached by the keyboard stays as it is.
      const all = selector => [...part.querySelectorAll(selector)];
      const open = all('details').map(one => one.open);
      const rolled = all('.scroll').map(one => [one.scrollLeft, one.scrollTop]);
      const focus = all(held).indexOf(document.activeElement);
      part.innerHTML = html;
      all('details').forEach((one, index) => { one.open = !!open[index]; });
      all('.scroll').forEach((one, index) => { if (rolled[index]) [one.scrollLeft, one.scrollTop] = rolled[index]; });
      if (focus >= 0 && all(held)[focus]) all(held)[focus].focus({preventScroll: true});
    };
    const source = new EventSource('events');
    source.addEventListener('state', event => {
      const parts = JSON.parse(event.data);
      for (const id in parts) put(id, parts[id]);
      say('Live, drawn anew each second.');
    });
    // What follows the run, or its report at the same address.
    source.addEventListener('end', event => {
      source.close();
      if (event.data) location.replace(event.data); else location.reload();
    });
    source.addEventListener('error', () => say('No connection: these figures may be old.'));
    })();
    """
}
