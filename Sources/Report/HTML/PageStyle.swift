/// The page's style sheet and its little script.
enum PageStyle {
  static let sheet: HTML = """
    :root{--ink:#1b1f24;--soft:#5b6570;--line:#dfe3e8;--ground:#fff;--panel:#f6f7f9;--accent:#2f6db5;--second:#7a4fb3;--third:#b5642f;--good:#2d8659;--bad:#c43d3d;--warn:#c98a1b;--worse:#8f1f4f;--quiet:#98a2ad}
    @media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#98a3af;--line:#30363d;--ground:#14171b;--panel:#1c2025;--accent:#6aa5ea;--second:#b493e6;--third:#e0975f;--good:#56b788;--bad:#ef7070;--warn:#e3b04b;--worse:#e06aa0;--quiet:#6b7580}}
    *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    main{max-width:1120px;margin:0 auto;padding:32px 24px 64px}
    header{display:flex;justify-content:space-between;align-items:flex-start;gap:24px;border-bottom:2px solid var(--ink);padding-bottom:16px;margin-bottom:24px}
    h1{font-size:30px;line-height:1.15;margin:0 0 8px;overflow-wrap:anywhere}h2{font-size:18px;margin:40px 0 12px}h3{font-size:13px;font-weight:500;color:var(--soft);margin:0}
    .kicker{margin:0;color:var(--soft);font-size:12px;letter-spacing:.08em;text-transform:uppercase}.sub{margin:0;font-size:17px}.meta,.note{color:var(--soft);font-size:13px;margin:6px 0 0;overflow-wrap:anywhere}
    .verdict{margin:0;padding:8px 18px;border-radius:6px;font-weight:650;color:#fff;background:var(--quiet);white-space:nowrap}.verdict.passed{background:var(--good)}.verdict.failed{background:var(--bad)}.verdict.inconclusive{background:var(--warn)}.verdict.invalid{background:var(--worse)}
    @media (prefers-color-scheme:dark){.verdict{color:#14171b}}
    .warning{border-left:4px solid var(--warn);background:var(--panel);margin:8px 0;padding:10px 14px}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(175px,1fr));gap:12px}.card{background:var(--panel);border-radius:8px;padding:14px 16px}.value{font-size:26px;font-weight:620;margin:2px 0 0;font-variant-numeric:tabular-nums}.card .note{margin:0}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,500px),1fr));gap:24px}.chart{margin:0;min-width:0}figcaption{font-size:13px;color:var(--soft);margin-bottom:4px}svg{width:100%;height:auto;display:block}
    .grid{stroke:var(--line)}.tick,.marktext{fill:var(--soft);font-size:11.5px;font-variant-numeric:tabular-nums}.mark{stroke:var(--ink);stroke-dasharray:3 3}.marktext{fill:var(--ink)}.line{fill:none;stroke-width:2;stroke-linejoin:round}.hover{fill:transparent}.hover:hover{fill:var(--ink);fill-opacity:.07}.warmup{fill:var(--quiet);fill-opacity:.14}
    .line.accent{stroke:var(--accent)}.line.second{stroke:var(--second)}.line.third{stroke:var(--third)}.dot{stroke:none}
    .accent{--c:var(--accent)}.second{--c:var(--second)}.third{--c:var(--third)}.good{--c:var(--good)}.bad{--c:var(--bad)}.warn{--c:var(--warn)}.worse{--c:var(--worse)}.quiet{--c:var(--quiet)}.area,.dot{fill:var(--c)}
    .legend{display:flex;gap:16px;flex-wrap:wrap;font-size:12.5px;color:var(--soft);padding-left:62px}.swatch{display:inline-block;width:10px;height:10px;border-radius:2px;background:var(--c);margin-right:6px}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13.5px}th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}thead th{color:var(--soft);font-weight:500;white-space:nowrap}tbody th{font-weight:500;white-space:nowrap}td code,th code{white-space:nowrap}.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.faint{color:var(--quiet)}.badtext{color:var(--bad);font-weight:600}.wide{width:22%}
    .pill{display:inline-block;border-radius:10px;padding:1px 10px;font-size:12.5px;color:#fff;background:var(--quiet);white-space:nowrap}.pill.pass{background:var(--good)}.pill.fail,.pill.no-data{background:var(--bad)}.pill.inconclusive{background:var(--warn)}
    @media (prefers-color-scheme:dark){.pill{color:#14171b}}
    .bar{display:inline-block;width:100%;max-width:260px;height:9px;background:var(--line);border-radius:3px;overflow:hidden;vertical-align:middle}.bar i{display:block;height:100%;background:var(--accent)}
    .failure{border-bottom:1px solid var(--line);padding:6px 0}.failure summary{display:grid;grid-template-columns:minmax(150px,1fr) 2fr 80px;gap:12px;align-items:center;cursor:pointer}.failure .bar i{background:var(--bad)}.sample{margin:8px 0 8px 16px;overflow-wrap:anywhere}.sample small{display:block;color:var(--soft)}
    .heat tbody th{white-space:normal}.heat{width:auto;margin-bottom:20px}.heat caption{text-align:left;color:var(--soft);font-size:13px;padding-bottom:6px}.heat td{text-align:center;border:2px solid var(--ground);background:color-mix(in srgb,var(--accent) calc(var(--heat)*70%),var(--panel));font-variant-numeric:tabular-nums;white-space:nowrap}.heat td.bad{background:color-mix(in srgb,var(--bad) 55%,var(--panel))}.heat td.empty{background:none}
    .facts th{color:var(--soft);font-weight:500;width:190px}.facts td{overflow-wrap:anywhere}code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:12.5px;overflow-wrap:anywhere}input{font:inherit;padding:6px 10px;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:var(--ink);width:min(100%,320px)}th[data-sorted]{color:var(--ink)}th:focus-visible,summary:focus-visible{outline:2px solid var(--accent)}
    @media (max-width:640px){main{padding:20px 14px}header{flex-direction:column}h1{font-size:24px}.failure summary{grid-template-columns:1fr 70px}.failure .bar{display:none}}
    @media print{.hover,input{display:none}main{max-width:none;padding:0}section{break-inside:avoid}}
    """

  /// Search and sort for the table of cases; the page is whole without it.
  static let script: HTML = """
    (()=>{const t=document.getElementById('cases');if(!t)return;const b=t.tBodies[0],s=document.getElementById('search');
    s.addEventListener('input',()=>{const q=s.value.toLowerCase();for(const r of b.rows)r.hidden=!r.textContent.toLowerCase().includes(q)});
    const u={us:1e-6,ms:1e-3,s:1,m:60,h:3600},n=x=>{const m=x.replace(/\\u202f/g,'').match(/^([\\d.]+)\\s*(us|ms|s|m|h)?/);return m?m[1]*(u[m[2]]||1):NaN};
    [...t.tHead.rows[0].cells].forEach((h,i)=>{h.tabIndex=0;h.setAttribute('role','button');const f=()=>{const d=h.dataset.sorted==='up'?-1:1;for(const o of t.tHead.rows[0].cells)delete o.dataset.sorted;h.dataset.sorted=d>0?'up':'down';
    [...b.rows].sort((x,y)=>{const p=x.cells[i].textContent,q=y.cells[i].textContent,v=n(p),w=n(q);return d*(isNaN(v)||isNaN(w)?p.localeCompare(q):v-w)}).forEach(r=>b.append(r))};
    h.addEventListener('click',f);h.addEventListener('keydown',e=>{if(e.key==='Enter')f()})})})()
    """
}
