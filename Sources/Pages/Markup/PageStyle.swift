/// The style sheet: colours for light and dark, the page's frame, tables, and print.
enum PageStyle {
  static let sheet: HTML = """
    :root{color-scheme:light dark;
    --ink:#1c2228;--soft:#57616b;--faint:#707a84;--line:#e2e5e8;--ground:#fcfcfb;--panel:#f4f5f6;
    --accent:#2b65a8;--q1:#1f4f8a;--q2:#5a8fcb;--q3:#a3c3e6;--second:#7657a8;--third:#b0622b;
    --good:#2f8560;--calm:#57a08c;--bad:#c23b35;--warn:#b9801d;--worse:#8a2f66;--quiet:#98a2ad;--onfill:#fff}
    @media (prefers-color-scheme:dark){:root{
    --ink:#e5e9ed;--soft:#a0abb6;--faint:#87929d;--line:#2d343b;--ground:#131619;--panel:#1b2024;
    --accent:#6aa5ea;--q1:#a9cdf8;--q2:#5f97d6;--q3:#3c6698;--second:#b396e0;--third:#dd9a63;
    --good:#5dbb8b;--calm:#4b9482;--bad:#ee736b;--warn:#dfae4e;--worse:#d86ea6;--quiet:#6d7782;--onfill:#131619}}
    @media print{:root{color-scheme:light;
    --ink:#000;--soft:#444;--faint:#666;--line:#ccc;--ground:#fff;--panel:#f6f6f6;
    --accent:#2b65a8;--q1:#1f4f8a;--q2:#5a8fcb;--q3:#a3c3e6;--second:#7657a8;--third:#b0622b;
    --good:#2f8560;--calm:#57a08c;--bad:#c23b35;--warn:#b9801d;--worse:#8a2f66;--quiet:#98a2ad;--onfill:#fff}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
    main{max-width:1160px;margin:0 auto;padding:36px 24px 72px}
    a{color:var(--accent)}a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,svg:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    h1{font-size:32px;line-height:1.15;letter-spacing:-.01em;margin:2px 0 10px;overflow-wrap:anywhere}
    h2{font-size:19px;letter-spacing:-.005em;margin:0 0 12px}h3{font-size:14px;font-weight:600;margin:22px 0 6px}
    section{margin:44px 0 0;min-width:0}section:target h2{color:var(--accent)}
    header{border-left:6px solid var(--v,var(--quiet));padding:2px 0 4px 20px;margin-bottom:28px}
    .kicker{margin:0;color:var(--soft);font-size:13px;overflow-wrap:anywhere}
    .word{display:inline-block;color:var(--v,var(--soft));font-size:19px;font-weight:700;letter-spacing:.01em;margin:0 0 6px}
    .passed,.pass,.better{--v:var(--good)}.failed,.fail,.no-data,.worse-than{--v:var(--bad)}.inconclusive{--v:var(--warn)}.invalid{--v:var(--worse)}
    .verdict{margin:0;font-size:17px;overflow-wrap:anywhere}.verdict b{color:var(--v,var(--soft))}
    .sub{margin:4px 0 0;font-size:16px;overflow-wrap:anywhere}
    .diagnosis{flex-basis:440px}.diagnosis .said{margin:0 0 6px}.diagnosis ul{margin:0 0 8px;padding-left:18px;color:var(--soft);font-size:13.5px}.advice{margin:0;font-size:14px;overflow-wrap:anywhere}
    .said{margin:0 0 14px;font-size:16px;overflow-wrap:anywhere;max-width:90ch}
    .meta,.note{color:var(--soft);font-size:13px;margin:6px 0 0;overflow-wrap:anywhere}
    .warning{border-left:3px solid var(--warn);background:var(--panel);margin:8px 0;padding:8px 14px;font-size:14px;overflow-wrap:anywhere}
    nav{font-size:13px;margin:0 0 24px}
    nav a{color:var(--soft);text-decoration:none;margin-right:16px;display:inline-block;padding:2px 0}nav a:hover{color:var(--ink);text-decoration:underline}
    .cards{display:flex;flex-wrap:wrap;gap:1px;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden;margin:0}.cards+.cards{margin-top:12px}
    .card{flex:1 1 310px;background:var(--ground);padding:14px 18px 16px;min-width:0}.card h3{font-size:13px;font-weight:500;color:var(--soft);margin:0}
    .value{font-size:28px;line-height:1.25;font-weight:640;letter-spacing:-.01em;margin:2px 0 0;font-variant-numeric:tabular-nums}.card .note{margin:2px 0 0}
    .card dl{display:grid;grid-template-columns:auto 1fr;gap:1px 12px;margin:6px 0 0;align-items:baseline;font-variant-numeric:tabular-nums}.card dt{color:var(--soft);font-size:13px}.card dd{margin:0;font-weight:640;font-size:17px;white-space:nowrap}.card dd small{font-weight:400;font-size:12px;color:var(--soft);margin-left:8px}
    .split{display:flex;height:8px;border-radius:4px;overflow:hidden;margin:10px 0 6px;background:var(--line)}.split i{background:var(--c);min-width:2px}
    .scroll{--e:color-mix(in srgb,var(--ink) 20%,transparent);overflow-x:auto;position:relative;background:linear-gradient(to right,var(--ground) 30%,transparent) 0/36px 100% no-repeat local,linear-gradient(to left,var(--ground) 30%,transparent) 100%/36px 100% no-repeat local,linear-gradient(to right,var(--e),transparent) 0/10px 100% no-repeat,linear-gradient(to left,var(--e),transparent) 100%/10px 100% no-repeat}
    table{border-collapse:collapse;width:100%;font-size:13.5px}
    th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}th:first-child,td:first-child{padding-left:0}
    caption{text-align:left;white-space:nowrap;color:var(--soft);font-size:13px;padding-bottom:6px}
    thead th{color:var(--soft);font-weight:500;white-space:nowrap;vertical-align:bottom}tbody th{font-weight:500}
    tbody th.group{color:var(--soft);font-weight:500;font-size:12.5px;padding-top:16px}
    .n,.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td small,th small{display:block;font-weight:400;color:var(--soft);font-size:11.5px}
    .faint{color:var(--faint)}.badtext{color:var(--bad);font-weight:600}.name{overflow-wrap:anywhere;min-width:130px}
    th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}th button:hover{color:var(--ink)}th[aria-sort] button{color:var(--ink)}th[aria-sort=ascending] button:after{content:" \\2191"}th[aria-sort=descending] button:after{content:" \\2193"}
    .pill{display:inline-block;border-radius:10px;padding:0 10px;font-size:12.5px;line-height:20px;color:var(--onfill);background:var(--v,var(--quiet));white-space:nowrap}
    .bar{display:inline-block;width:100%;height:8px;background:var(--line);border-radius:3px;overflow:hidden;vertical-align:middle}.bar i{display:block;height:100%;background:var(--c,var(--accent))}
    details summary{cursor:pointer}section>details{margin-top:10px}.change{white-space:nowrap}.change .spark{vertical-align:middle}.failure{border-bottom:1px solid var(--line);padding:7px 0}
    .failure summary{display:grid;grid-template-columns:minmax(150px,1fr) 2fr 130px;gap:14px;align-items:center}.failure .bar{--c:var(--bad)}
    .failure summary b:before{content:"+";display:inline-block;width:16px;color:var(--soft);font-weight:400}.failure[open] summary b:before{content:"\\2212"}.failure summary::-webkit-details-marker{display:none}
    .sample{margin:8px 0 8px 16px;overflow-wrap:anywhere;font-size:14px}.sample small{display:block;color:var(--soft);font-size:12.5px}
    th code,th a,.long td code,#table-slowest th{white-space:nowrap}.facts th{color:var(--soft);font-weight:500;width:190px}.facts td{overflow-wrap:anywhere}
    code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",monospace;font-size:12.5px;overflow-wrap:anywhere}pre{background:var(--panel);border-radius:6px;padding:12px 14px;margin:8px 0;white-space:pre-wrap}
    .tools{display:flex;gap:10px 16px;flex-wrap:wrap;align-items:center;margin:0 0 10px;font-size:13px;color:var(--soft)}
    input,select{font:inherit;font-size:14px;padding:5px 10px;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:var(--ink);max-width:100%}input[type=search]{width:300px}
    button{font:inherit;font-size:14px}.choose{margin-right:12px;white-space:nowrap}.choose input{vertical-align:-1px;margin:0 4px 0 0}form>.tools{margin-top:10px}.tools button{padding:5px 14px;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:var(--ink);cursor:pointer}
    .tag{display:inline-block;border:1px solid var(--line);border-radius:9px;padding:0 8px;margin:2px 4px 0 0;color:var(--soft);overflow-wrap:anywhere}
    .why{max-width:200px;overflow-wrap:anywhere}.came{min-width:150px}.remark{color:var(--soft);font-size:12.5px;overflow-wrap:anywhere}
    .needs-script{display:none}.scripted .needs-script{display:flex}
    @media screen and (max-width:640px){main{padding:22px 14px 48px}h1{font-size:25px}header{padding-left:14px}.verdict{font-size:16px}section{margin-top:36px}.failure summary{grid-template-columns:1fr auto}.failure .bar{display:none}.facts th{width:110px}
    .five thead{display:none}.five tr{display:grid;grid-template-columns:1fr 1fr auto;gap:2px 14px;padding:9px 0;border-bottom:1px solid var(--line)}.five tr[hidden]{display:none}.five th,.five td{border:0;padding:0;text-align:left}.five tbody th{grid-column:1/3}.five .came{grid-column:3;grid-row:1;min-width:0}.five .figure,.five .change,.five td[colspan]{grid-column:1/-1}.five .second{grid-column:2/-1}.five .first:before,.five .second:before{color:var(--soft)}.five .first:before{content:"first "}.five .second:before{content:"second "}}
    @media print{td small,th small,.sample small{font-size:8.5px}code,pre,.note,.meta,.legend{font-size:10px}.value{font-size:22px}.card dd{font-size:13px}h1{font-size:24px}.charts{gap:18px}.heat{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{font-size:11px}main{max-width:none;padding:0}nav,.tools,.scripted .needs-script,.chart details{display:none}section{margin-top:24px}h2{break-after:avoid}figure,tr,.card,.failure,header{break-inside:avoid}table{font-size:10px}.scroll{overflow:visible;background:none}th,td{padding:3px 6px}.long tbody tr:nth-child(n+41){display:none}.printed{display:block}}
    @page{margin:14mm}
    """
}
